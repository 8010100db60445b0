import { h } from "../../vendor/preact.js";

/** An address breaks after its @, if it has to. @param {string} value */
export function breakable(value) {
  const [name, host] = value.split("@");
  return host ? [`${name}@`, h("wbr", null), host] : value;
}
