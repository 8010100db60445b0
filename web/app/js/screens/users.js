/**
 * Users of the service: for the administrator.
 * @import { Role, User } from "../../../types/api.d.ts"
 */

import { h } from "../../vendor/preact.js";
import { useState } from "../../vendor/hooks.js";
import { call } from "../http.js";
import { place } from "../router.js";
import { t, word } from "../texts.js";
import { Button, LinkButton } from "../ui/button.js";
import { Field, Form } from "../ui/field.js";
import { DeskFrame } from "../ui/desk-frame.js";
import { useLoaded } from "../ui/loading.js";
import { Avatar, Chip, Tag } from "../ui/parts.js";
import { ProblemBanner } from "../ui/problem.js";

const ROLES = /** @type {Role[]} */ (["seller", "reviewer", "privacy_officer", "admin"]);

/** @typedef {User & { disabled_at: string | null, second_factor: boolean }} Account */

export function Users() {
  return place.value.parts[1] === "new" ? h(NewUser, {}) : h(UserList, {});
}

function UserList() {
  const list = useLoaded(() => call("GET", "/users?limit=200"), []);
  /** @type {Account[]} */
  const accounts = list.value?.items ?? [];
  return h(DeskFrame, {
    title: t("nav.users"),
    tools: [h("span", { class: "grow" }), h(LinkButton, { href: "#/users/new", icon: "plus", children: t("users.new") })],
    children: h("div", { class: "page" },
      h(ProblemBanner, { error: list.error }),
      h("section", { class: "panel scroll-x" }, h("table", null,
        h("thead", null, h("tr", null, [t("users.name"), t("users.email"), t("users.roles"), ""].map((text) => h("th", null, text || h("span", { class: "vh" }, t("devices.act")))))),
        h("tbody", null, accounts.map((account) => h(Row, { key: account.id, account, again: list.again })))))),
  });
}

/** @param {{ account: Account, again: () => void }} props */
function Row({ account, again }) {
  const off = account.disabled_at !== null;
  return h("tr", null,
    h("td", null, h("span", { class: "row" }, h(Avatar, { name: account.name }), h("span", { class: "strong" }, account.name), off && h(Tag, { look: "bad" }, t("users.disabled")))),
    h("td", { class: "any" }, account.email),
    h("td", null, h("span", { class: "row wrap" }, account.roles.map((role) => h(Tag, null, word("role", role))))),
    h("td", { class: "n" }, account.second_factor && h(Button, {
      look: "quiet", onClick: () => void call("DELETE", `/users/${account.id}/second-factor`).then(again, again),
      children: t("users.remove-factor"),
    }), h(Button, {
      look: "quiet", onClick: () => void call("PATCH", `/users/${account.id}`, { disabled: !off }).then(again, again),
      children: t(off ? "users.enable" : "users.disable"),
    })));
}

function NewUser() {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [roles, setRoles] = useState(/** @type {Role[]} */ (["seller"]));
  const [error, setError] = useState(/** @type {unknown} */ (null));
  /** @param {Role} role */
  const toggle = (role) => setRoles(roles.includes(role) ? roles.filter((one) => one !== role) : [...roles, role]);

  async function submit() {
    try {
      await call("POST", "/users", { name, email, password, roles });
      history.back();
    } catch (problem) {
      setError(problem);
    }
  }

  return h(DeskFrame, {
    title: t("users.new"),
    children: h("div", { class: "page narrow" }, h(Form, { onSubmit: () => void submit() },
      h(Field, { id: "name", label: t("users.name"), required: true, value: name, onInput: setName }),
      h(Field, { id: "email", label: t("users.email"), type: "email", required: true, value: email, onInput: setEmail }),
      h(Field, { id: "password", label: t("signin.password"), type: "password", autocomplete: "new-password", hint: t("setup.password-hint", { n: 12 }), required: true, minLength: 12, value: password, onInput: setPassword }),
      h("fieldset", { class: "stack s" }, h("legend", { class: "label" }, t("users.roles")),
        h("div", { class: "chips" }, ROLES.map((role) => h(Chip, { selected: roles.includes(role), onClick: () => toggle(role), children: word("role", role) }))),
        h("p", { class: "hint" }, t("users.roles-hint"))),
      h(ProblemBanner, { error }),
      h("div", { class: "row" },
        h(Button, { look: "quiet", onClick: () => history.back(), children: t("cancel") }),
        h("span", { class: "grow" }),
        h(Button, { submit: true, look: "primary", disabled: roles.length === 0, children: t("save") })))),
  });
}
