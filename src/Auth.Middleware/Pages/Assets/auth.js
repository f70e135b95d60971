// What pages can do better with scripts: copy, answer in place, stay up to date. Everything works without.
(() => {
  "use strict";

  const show = () => {
    for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  };

  const copy = async button => {
    const source = document.getElementById(button.dataset.copy);
    const text = source.value ?? source.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Pages without TLS have no clipboard: select, and copy as people do.
      if (source.select) source.select();
      else getSelection().selectAllChildren(source);
      document.execCommand("copy");
    }
    const label = button.textContent;
    if (label === button.dataset.done) return;
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = label), 2000);
  };

  // Puts the part of a fetched page in the place of the one that is shown.
  const swap = (html, id) => {
    const fetched = new DOMParser().parseFromString(html, "text/html");
    const next = fetched.getElementById(id);
    const present = document.getElementById(id);
    if (!next || !present) return false;
    const open = [...present.querySelectorAll("details")].map(details => details.open);
    present.replaceWith(next);
    next.querySelectorAll("details").forEach((details, i) => (details.open = open[i] ?? false));
    show();
    return true;
  };

  const send = async (form, button) => {
    form.setAttribute("aria-busy", "true");
    const response = await fetch(form.getAttribute("action") || location.href, {
      method: "POST",
      body: new URLSearchParams(new FormData(form, button)),
    });
    const html = await response.text();
    form.removeAttribute("aria-busy");
    if (!form.dataset.swap.split(" ").map(id => swap(html, id)).includes(true) && !swap(html, "main")) {
      location.assign(response.url);
    }
  };

  document.addEventListener("click", event => {
    const button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });

  document.addEventListener("submit", event => {
    const form = event.target;
    if (!form.dataset.swap) return;
    event.preventDefault();
    if (form.getAttribute("aria-busy")) return;
    send(form, event.submitter).catch(() => {
      form.removeAttribute("data-swap");
      form.removeAttribute("aria-busy");
      form.requestSubmit(event.submitter);
    });
  });

  const refresh = async id => {
    const region = document.getElementById(id);
    if (document.hidden || !region || region.contains(document.activeElement)) return;
    const response = await fetch(location.href, { cache: "no-store" });
    if (response.redirected) location.reload();
    else if (response.ok) swap(await response.text(), id);
  };

  for (const region of document.querySelectorAll("[data-refresh]")) {
    setInterval(() => refresh(region.id).catch(() => {}), 1000 * region.dataset.refresh);
  }

  show();
})();
