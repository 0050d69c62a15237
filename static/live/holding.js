// A card in somebody's hand: the others see who moves it and leave it alone for as long. A courtesy that is over by
// itself: said again every two seconds while it lasts, forgotten by the server after five.

const AGAIN_MS = 2000;

export class Holding {
  #tell;
  #card = "";
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #timer;

  /** @param {(said: {card: string}) => void} tell */
  constructor(tell) {
    this.#tell = tell;
  }

  /** @param {string} card what is being moved now */
  take(card) {
    if (this.#card === card) return;
    this.release();
    this.#card = card;
    this.#tell({ card });
    this.#timer = setInterval(() => this.#tell({ card }), AGAIN_MS);
  }

  release() {
    if (!this.#card) return;
    clearInterval(this.#timer);
    this.#card = "";
    this.#tell({ card: "" });
  }
}
