/* Says so when a key did not answer: cancelled, too slow, unknown here, or not understood by this browser. */
(() => {
  "use strict";
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    document.querySelectorAll(".key-trouble").forEach((earlier) => earlier.remove());
    const words = document.getElementById("key_trouble").content.firstElementChild.cloneNode(true);
    words.classList.add("key-trouble");
    document.querySelector("main .page-head").after(words);
    words.focus();
  });
})();
