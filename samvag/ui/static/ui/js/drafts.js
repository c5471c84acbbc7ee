// What is written in a form is kept on the server within three seconds, and offered when the form is opened again.
// Every form works without this file. The words stand in the page's <template id="draft-words">.
(() => {
  const words = document.getElementById("draft-words");
  if (!words) return;
  const path = words.dataset.path, PLACE = "draft-of", QUIET = 800, LATEST = 2000, AGAIN = 4000;
  const states = new WeakMap();

  const wanted = form => form?.matches?.("form.sv-form[method=post]:not(.sv-merge), form[method=post][action^='/people/'], dialog form[method=post]")
    && form.querySelector("textarea, input[type=text]");
  const stateOf = form => {
    if (!states.has(form)) states.set(form, { since: 0, timer: 0, out: false });
    return states.get(form);
  };
  const placeOf = form => {
    const url = new URL(form.getAttribute("action") || form.getAttribute("hx-post") || location.href, location.href);
    url.searchParams.delete("next");
    return url.pathname + url.search;
  };
  const tokens = () => document.querySelectorAll("input[name=csrfmiddlewaretoken]");

  const written = form => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      const secret = form.querySelector(`input[type=password][name="${CSS.escape(name)}"]`);
      if (typeof value === "string" && !secret) body.append(name, value);
    }
    body.set(PLACE, placeOf(form));
    return body;
  };

  // The saving of the form says which draft it was, so that it goes.
  const mark = form => {
    if (form.querySelector(`input[name="${PLACE}"]`)) return;
    const input = Object.assign(document.createElement("input"), { type: "hidden", name: PLACE, value: placeOf(form) });
    form.append(input);
  };

  const say = (form, sentence, urgent) => {
    let line = form.querySelector(".sv-draft-line");
    if (!line) {
      line = Object.assign(document.createElement("p"), { className: "sv-hint sv-draft-line" });
      const buttons = form.querySelector(".sv-buttons");
      if (buttons) buttons.before(line); else form.append(line);
    }
    line.toggleAttribute("data-urgent", urgent);
    if (urgent) line.setAttribute("role", "alert"); else line.removeAttribute("role");
    if (line.textContent !== sentence) line.textContent = sentence;
  };

  const ask = async (form, options = {}) => {
    const address = options.body ? path : `${path}?${new URLSearchParams({ [PLACE]: placeOf(form) })}`;
    const answer = await fetch(address, { redirect: "manual", headers: { "X-CSRFToken": tokens()[0]?.value ?? "" }, ...options });
    if (answer.type === "opaqueredirect") return "out";
    if (answer.status === 403) return "token";
    return answer.ok ? answer.json() : "away";
  };

  // After a login in another tab the page's own token is old: a new one is asked for, and everything goes on.
  const renewed = async form => {
    const answer = await ask(form);
    if (!answer.token) return false;
    for (const input of tokens()) input.value = answer.token;
    return true;
  };

  const save = async (form, leaving = false) => {
    const state = stateOf(form);
    clearTimeout(state.timer);
    state.since = 0;
    mark(form);
    let answer;
    try {
      const send = () => ask(form, { method: "POST", body: written(form), keepalive: leaving });
      answer = await send();
      if (answer === "token") answer = await renewed(form) ? await send() : "out";
    } catch { answer = "away"; }
    state.out = answer === "out" || answer === "token";
    if (typeof answer === "string") {
      say(form, state.out ? words.dataset.out : words.dataset.away, true);
      state.timer = setTimeout(() => save(form), AGAIN);
    } else say(form, answer.clock ? words.dataset.kept.replace("{clock}", answer.clock) : "", false);
  };

  const later = form => {
    const state = stateOf(form), now = Date.now();
    state.since ||= now;
    clearTimeout(state.timer);
    state.timer = setTimeout(() => save(form), Math.max(0, Math.min(QUIET, state.since + LATEST - now)));
  };
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, event => wanted(event.target.form) && !event.target.dataset.all && later(event.target.form));
  }

  // Who is logged out would lose what she sends: it is kept first, and she is told.
  document.addEventListener("submit", event => {
    const form = event.target;
    if (!wanted(form)) return;
    const state = stateOf(form);
    clearTimeout(state.timer);
    if (state.out) { event.preventDefault(); event.stopPropagation(); save(form); }
    else state.since = 0;
  }, true);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "hidden") return;
    for (const form of document.forms) if (states.get(form)?.since) save(form, true);
  });

  const fields = form => [...form.elements].filter(one => one.name && !["file", "password", "submit", "button", "fieldset"].includes(one.type));
  const fill = (form, kept) => {
    const turn = {};
    for (const one of fields(form)) {
      const values = kept[one.name] ?? [];
      if (one.type === "hidden" && one.name !== "drawn") continue;
      if (one.type === "checkbox" || one.type === "radio") one.checked = values.includes(one.value);
      else if (one.type === "select-multiple") for (const option of one.options) option.selected = values.includes(option.value);
      else if (one.name in kept) one.value = values[turn[one.name] = (turn[one.name] ?? -1) + 1] ?? "";
    }
    form.dispatchEvent(new Event("change"));
    mark(form);
  };
  const differs = (form, kept) => {
    const now = written(form), names = new Set(fields(form).filter(one => one.type !== "hidden").map(one => one.name));
    const plain = values => (values ?? []).map(value => value.replaceAll("\r\n", "\n")).join("\0");
    return [...names].some(name => name in kept && plain(kept[name]) !== plain(now.getAll(name)));
  };

  const offer = async form => {
    let answer;
    try { answer = await ask(form); } catch { return; }
    if (!answer.fields) return;
    mark(form);
    if (!differs(form, answer.fields)) return say(form, words.dataset.kept.replace("{clock}", answer.clock), false);
    const box = words.content.firstElementChild.cloneNode(true);
    box.querySelector("[data-says]").textContent = words.dataset.found.replace("{when}", answer.saved);
    box.addEventListener("click", event => {
      const choice = event.target.closest("[data-draft]")?.dataset.draft;
      if (!choice) return;
      if (choice === "go-on") fill(form, answer.fields);
      else ask(form, { method: "POST", body: new URLSearchParams({ [PLACE]: placeOf(form), "draft-drop": "1" }) }).catch(() => {});
      box.remove();
      form.querySelector("textarea, input[type=text]")?.focus();
    });
    form.before(box);
  };
  const look = root => { for (const form of root.querySelectorAll("form")) if (wanted(form) && !states.has(form)) { stateOf(form); offer(form); } };
  document.addEventListener("DOMContentLoaded", () => look(document));
  document.addEventListener("htmx:after:swap", event => look(event.target?.querySelectorAll ? event.target : document));
})();
