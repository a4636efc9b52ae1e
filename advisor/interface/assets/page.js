// What Streamlit leaves out for people who listen to a page or drive it by keyboard. Served by the app itself.
(() => {
  "use strict";
  const said = new Set();
  const focused = new Set();

  function region() {
    let place = document.getElementById("ga-status");
    if (!place) {
      place = document.createElement("div");
      place.id = "ga-status";
      place.className = "ga-hidden";
      place.setAttribute("role", "status");
      place.setAttribute("aria-live", "polite");
      place.setAttribute("aria-atomic", "true");
      document.body.appendChild(place);
    }
    return place;
  }

  function announce() {
    for (const mark of document.querySelectorAll("[data-announce]")) {
      const occasion = mark.dataset.announce;
      if (said.has(occasion)) continue;
      said.add(occasion);
      const place = region();
      place.textContent = "";
      window.setTimeout(() => { place.textContent = mark.dataset.words; }, 150);
    }
  }

  function takeFocus() {
    for (const block of document.querySelectorAll("[data-focus]")) {
      const occasion = block.dataset.focus;
      if (focused.has(occasion)) continue;
      focused.add(occasion);
      window.setTimeout(() => {
        block.scrollIntoView({ block: "center" });
        block.focus({ preventScroll: true });
      }, 80);
    }
  }

  // A person wants the beginning of a new answer, wherever the page was before.
  const landed = new Set();
  let touched = 0;
  for (const kind of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    window.addEventListener(kind, () => { touched = Date.now(); }, { capture: true, passive: true });
  }
  function rest(block, since) {
    if (!block.isConnected || touched > since || Date.now() - since > 2500) return;
    const margin = parseFloat(getComputedStyle(block).scrollMarginTop) || 0;
    if (Math.abs(block.getBoundingClientRect().top - margin) > 4) block.scrollIntoView({ block: "start" });
    window.setTimeout(() => rest(block, since), 100);
  }
  function land() {
    for (const block of document.querySelectorAll("[data-land]")) {
      const occasion = block.dataset.land;
      if (landed.has(occasion)) continue;
      landed.add(occasion);
      rest(block, Date.now());
    }
  }

  // Streamlit leaves landmarks and some controls without names.
  function name() {
    const unnamed = [
      ["[data-testid='stSidebar']", "Conversations"],
      ["[data-testid='stHeader']", "Pages"],
      ["[data-testid='stFileUploaderDropzoneInput']", "Choose files to add"],
    ];
    for (const [selector, words] of unnamed) {
      for (const element of document.querySelectorAll(selector)) {
        if (!element.hasAttribute("aria-label")) element.setAttribute("aria-label", words);
      }
    }
    for (const field of document.querySelectorAll("[data-testid='stChatInputTextArea']")) {
      if (field.getAttribute("aria-label") !== "Your question") field.setAttribute("aria-label", "Your question");
    }
    for (const drop of document.querySelectorAll("[data-testid='stFileUploaderDropzone'][role='presentation']")) {
      drop.setAttribute("role", "group");
    }
    const boxes = [
      [".st-key-pages", "Pages", null],
      [".st-key-conversations", "Your conversations", "conversation"],
      [".st-key-sections", "Sections of this page", "show"],
      [".st-key-draft-sections", "Sections of the draft", "section"],
    ];
    for (const [box, words, asked] of boxes) {
      for (const element of document.querySelectorAll(box)) {
        element.setAttribute("role", "navigation");
        element.setAttribute("aria-label", words);
        for (const link of element.querySelectorAll("a")) {
          if (link.getAttribute("href") === "") link.setAttribute("href", "/");
          const there = new URL(link.href, location.href);
          const here = asked === null
            ? there.pathname === location.pathname
            : there.searchParams.get(asked) === new URLSearchParams(location.search).get(asked);
          if (here) link.setAttribute("aria-current", "page");
          else link.removeAttribute("aria-current");
        }
      }
    }
    for (const legend of document.querySelectorAll("[data-legend]")) {
      const day = legend.closest("[class*='st-key-day-'], [class*='st-key-legend-']");
      if (day && !day.hasAttribute("aria-label")) {
        day.setAttribute("role", "group");
        day.setAttribute("aria-label", legend.textContent);
      }
    }
    // A label is Markdown to Streamlit, which takes its escapes along into the spoken name of a control.
    for (const control of document.querySelectorAll("[aria-label*='\\\\']")) {
      const spoken = control.getAttribute("aria-label").replace(/\\([!-/:-@[-`{-~])\u2060?/g, "$1");
      control.setAttribute("aria-label", spoken);
    }
    for (const code of document.querySelectorAll("[data-testid='stCode'] pre")) {
      if (!code.hasAttribute("tabindex")) {
        code.setAttribute("tabindex", "0");
        code.setAttribute("role", "region");
        code.setAttribute("aria-label", "Text to copy");
      }
    }
  }

  let waiting = false;
  function look() {
    waiting = false;
    announce();
    takeFocus();
    land();
    name();
  }
  new MutationObserver(() => {
    if (!waiting) {
      waiting = true;
      window.requestAnimationFrame(look);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  // Work of more than a moment is said, where a page has words for it.
  let patience = 0;
  new MutationObserver(() => {
    window.clearTimeout(patience);
    const words = document.querySelector("[data-test-script-state='running'] .ga-working");
    if (words) patience = window.setTimeout(() => { region().textContent = words.textContent; }, 1000);
  }).observe(document.documentElement, { attributes: true, attributeFilter: ["data-test-script-state"], subtree: true });

  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[data-field], a[data-to]") : null;
    if (!link) return;
    event.preventDefault();
    if (link.dataset.to) {
      const target = document.getElementById(link.dataset.to);
      if (target) {
        target.scrollIntoView({ block: "start" });
        target.focus({ preventScroll: true });
      }
      return;
    }
    const field = document.querySelector(`.st-key-${CSS.escape(link.dataset.field)} :is(input, textarea, button)`);
    if (field) field.focus();
  });

  // Streamlit reruns on "r" and clears caches on "c": a person dictating or using a screen reader types them by chance.
  function inert(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!["r", "c", "R", "C"].includes(event.key)) return;
    const at = event.target;
    if (at instanceof Element && at.closest("input, textarea, select, [contenteditable='true']")) return;
    event.stopImmediatePropagation();
  }
  for (const kind of ["keydown", "keyup", "keypress"]) window.addEventListener(kind, inert, true);

  if (document.body) region();
  else document.addEventListener("DOMContentLoaded", region);
})();
