// Small improvements; every page works without this file.
(() => {
  // The summary of faults takes the focus, so that it is read first.
  const focusFaults = root => root.querySelector("[data-focus]")?.focus();

  // An open menu closes on Escape and when the reader goes elsewhere.
  const closeMenus = except => {
    for (const menu of document.querySelectorAll("details.sv-menu[open]")) {
      if (!except || !menu.contains(except)) menu.open = false;
    }
  };
  document.addEventListener("click", event => closeMenus(event.target));
  document.addEventListener("focusin", event => closeMenus(event.target));
  document.addEventListener("keydown", event => {
    const menu = event.key === "Escape" && document.activeElement?.closest("details.sv-menu[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  // "Välj alla": a checkbox with data-all="name" ticks every box of that name in its form.
  document.addEventListener("change", event => {
    const name = event.target.dataset?.all;
    if (!name || !event.target.form) return;
    for (const box of event.target.form.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`)) {
      box.checked = event.target.checked;
    }
  });

  // A button with data-copy="#id" copies the text of that element and says so beside itself.
  document.addEventListener("click", async event => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).innerText);
    button.textContent = button.dataset.copied || button.textContent;
  });

  // A <dialog> that htmx has filled opens as a sheet over the page; its own button or Escape closes it.
  document.addEventListener("htmx:after:swap", event => {
    const sheet = (event.detail?.ctx?.target ?? event.target)?.closest?.("dialog.sv-sheet");
    if (!sheet) return;
    if (sheet.childElementCount && !sheet.open) sheet.showModal();
    sheet.querySelector("[data-focus], input:checked")?.focus();
  });
  document.addEventListener("click", event => {
    event.target.closest?.("[data-close]")?.closest("dialog")?.close();
  });

  // A link with data-key is followed by that key too, unless somebody is writing.
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || event.target.closest?.("input, select, textarea, dialog[open]")) return;
    document.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  });

  // A button with data-print prints the page.
  document.addEventListener("click", event => event.target.closest?.("[data-print]") && window.print());

  // A passkey that was refused or interrupted says so in the page instead of in the console.
  document.addEventListener("allauth.error", event => {
    const place = document.querySelector("[data-passkey-fault]");
    if (place) { event.preventDefault(); place.hidden = false; place.focus(); }
  });

  document.addEventListener("DOMContentLoaded", () => focusFaults(document));
  document.addEventListener("htmx:after:swap", event => focusFaults(event.target ?? document));
})();
