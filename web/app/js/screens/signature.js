/** An e-mail signature: pasted as text, or a file of it: a mail, a page, a picture of the screen. */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { takeDocument } from "../capturing.js";
import { go } from "../router.js";
import { addressesIn } from "../kit/addresses.js";
import { shared } from "../sharing.js";
import { t } from "../texts.js";
import { Blocked } from "../ui/blocked.js";
import { Form, TextArea } from "../ui/field.js";
import { PhoneFrame } from "../ui/frame.js";
import { Keep } from "../ui/keep.js";
import { Icon } from "../ui/icon.js";
import { Picker } from "../ui/picker.js";
import { ProblemBanner } from "../ui/problem.js";

const FILES = "image/*,text/plain,text/html,text/vcard,message/rfc822,.eml,.txt,.html,.vcf";

export function Signature() {
  const [text, setText] = useState(shared.value ?? "");
  const [error, setError] = useState(/** @type {unknown} */ (null));

  /** @param {Blob} content */
  const keep = (content) => {
    shared.value = null;
    takeDocument(content, "signature").then((id) => go(`/after/${id}`, { replace: true }), setError);
  };
  return h(
    PhoneFrame,
    { tabs: false },
    h("main", null,
      h("h1", null, t("signature.title")),
      h(Form, { id: "typed", onSubmit: () => keep(new Blob([text], { type: "text/plain" })) },
        h(TextArea, { id: "signature", label: t("signature.text"), hint: t("signature.hint"), rows: 8, maxLength: 20_000, value: text, onInput: setText }),
        h(Blocked, { addresses: addressesIn(text) }),
        h(ProblemBanner, { error })),
      h(Picker, { id: "signature-file", look: "btn wide", accept: FILES, onPick: (files) => files[0] && keep(files[0]), children: [h(Icon, { name: "upload" }), t("signature.file")] })),
    h(Keep, { form: "typed", label: t("signature.keep"), lacks: text.trim() === "" ? t("signature.empty") : "" }),
  );
}
