/**
 * How an interaction is said in a line: "Visitkort på Scen & Möte".
 * @import { Interaction } from "../../../types/api.d.ts"
 */

import { t, word } from "../texts.js";

/**
 * @param {Interaction} one
 * @returns {string}
 */
export function happened(one) {
  const what = word("channel", one.channel);
  const where = one.occasion?.name ?? word("context", one.context_kind);
  return t("contact.happened", { what, where });
}
