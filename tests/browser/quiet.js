// For tests: knows when a page is at rest. Put into every page before its own scripts; see Visit.settled.
(() => {
  "use strict";
  const now = () => performance.now();
  let sent = 0, heard = 0, moved = now(), underWay = 0, pressed = 0;

  // On a busy machine it takes a while until a click or a return does anything.
  for (const kind of ["click", "keydown"]) {
    document.addEventListener(kind, (event) => {
      if (kind === "click" || event.key === "Enter") pressed = now();
    }, { capture: true });
  }

  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", () => { heard = now(); });
    }
    send(...given) {
      sent = now();
      return super.send(...given);
    }
  };

  const send = XMLHttpRequest.prototype.send;
  XMLHttpRequest.prototype.send = function (...given) {
    underWay += 1;
    this.addEventListener("loadend", () => { underWay -= 1; moved = now(); });
    return send.apply(this, given);
  };

  new MutationObserver(() => { moved = now(); }).observe(document, { childList: true, characterData: true, subtree: true });

  // What fades or slides has an end; what turns while one waits has none.
  const moving = () => document.getAnimations().some(
    (one) => one.playState === "running" && one.effect.getComputedTiming().endTime !== Infinity
  );

  // A part whose own script is still being loaded is held open by a grey shape.
  const heldOpen = () => document.querySelector("[data-testid=stSkeleton]") !== null;

  // The script of the page has ended, what was sent was replied to, and for so many milliseconds nothing has changed.
  // A few messages have no reply; three seconds are enough for one on a busy machine.
  window.quietFor = (milliseconds) => {
    const app = document.querySelector("[data-testid=stApp]");
    const begun = Math.max(sent, moved) >= pressed || now() - pressed > 1000;
    const answered = heard >= sent || now() - sent > 3000;
    return (
      app !== null &&
      app.dataset.testScriptState === "notRunning" &&
      begun &&
      answered &&
      underWay === 0 &&
      !moving() &&
      !heldOpen() &&
      now() - Math.max(sent, heard, moved) >= milliseconds
    );
  };
})();
