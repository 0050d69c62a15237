// Several tabs of one seat share one queue: one of them sends at a time and tells the others.

/**
 * @typedef {object} Tabs
 * @property {<T>(act: () => Promise<T>) => Promise<T>} alone  runs while no other tab of the seat does
 * @property {(message: any) => void} tell  to the other tabs
 * @property {(hear: (message: any) => void) => void} listen
 */

/**
 * The tabs of one seat in this browser. Where the browser has no locks (plain http on a local
 * network) each tab sends by itself; the server knows a repeated id, so nothing doubles.
 * @param {string} seat
 * @returns {Tabs}
 */
export function browserTabs(seat) {
  const name = `workshop-${seat}`;
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(name) : null;
  return {
    alone: async (act) => (navigator.locks ? navigator.locks.request(name, act) : act()),
    tell: (message) => channel?.postMessage(message),
    listen: (hear) => channel?.addEventListener("message", (event) => hear(event.data)),
  };
}
