// The picture of the map, with its table twin. `picture` can be any drawing of the same people.
import { part } from "../../live/part.js";
import { TableTwin } from "../../parts/table_twin.js";
import { Tree, tableOf } from "./tree.js";

/** @param {import("./tree.js").TreeProps & { picture?: import("../../live/part.js").Children }} props */
export function PeoplePicture(props) {
  const { columns, rows } = tableOf(props.live, props.people);
  return part(TableTwin, { caption: "The people on the map", columns, rows, live: true, picture: props.picture ?? part(Tree, props) });
}
