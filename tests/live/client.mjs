// One visit with the client library that the pages use: connect, say something, hear it, leave.
// Arguments: address, seat, transports separated by commas. Prints what was heard, one JSON line each.
import { io } from "socket.io-client";

const [address, seat, transports] = process.argv.slice(2);
const socket = io(address, {
  query: { seat },
  transports: transports.split(","),
  extraHeaders: { Cookie: "workshop=abc" },
  reconnection: false,
});
const print = (...heard) => console.log(JSON.stringify(heard));
const leave = () => {
  print("transport", socket.io.engine.transport.name);
  socket.disconnect();
};
socket.onAny((name, data) => {
  print(name, data);
  if (name === "patch") setTimeout(leave, 300);
});
socket.on("connect", () => socket.emit("command", { id: "c1", type: "test.say", text: "naïve 🙂" }));
socket.on("connect_error", (error) => print("refused", error.message));
setTimeout(() => process.exit(), 8000).unref();
