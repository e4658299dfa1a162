"use strict";
// Folding and filtering. The page is complete without this script.
(() => {
  const comments = [...document.querySelectorAll(".c")];
  if (!comments.length) return;
  const depths = comments.map((comment) => Number(comment.dataset.depth));
  const last = new Array(comments.length);  // one past the last reply of each comment
  const parents = new Array(comments.length);
  const open = [];
  depths.forEach((depth, at) => {
    while (open.length && depths[open.at(-1)] >= depth) last[open.pop()] = at;
    parents[at] = open.length ? open.at(-1) : -1;
    open.push(at);
  });
  open.forEach((at) => { last[at] = comments.length; });

  const folded = new Set();
  const buttons = comments.map((comment, at) => {
    const button = document.createElement("button");
    button.className = "fold";
    button.dataset.at = at;
    comment.firstElementChild.prepend(button);
    return button;
  });
  let matching = null;  // numbers of the comments that match the filter; null without one

  function draw() {
    const context = new Set();
    if (matching) for (const at of matching) {
      for (let up = parents[at]; up >= 0 && !context.has(up); up = parents[up]) context.add(up);
    }
    let hidden = 0;  // comments before this one are in a fold
    comments.forEach((comment, at) => {
      const isMatch = !matching || matching.has(at);
      const isFolded = !matching && folded.has(at);
      comment.hidden = at < hidden || !(isMatch || context.has(at));
      comment.classList.toggle("folded", isFolded);
      comment.classList.toggle("context", !isMatch);
      if (isFolded && at >= hidden) hidden = last[at];
      const replies = last[at] - at - 1;
      buttons[at].textContent = isFolded ? `▸ ${replies ? `+${replies}` : ""}` : replies ? "▾" : "◦";
      buttons[at].setAttribute("aria-expanded", String(!isFolded));
      buttons[at].setAttribute("aria-label", isFolded ? "unfold" : "fold");
    });
  }

  const tools = document.createElement("div");
  tools.id = "tools";
  const field = document.createElement("input");
  field.type = "search";
  field.placeholder = "filter: words, user:Name";
  field.setAttribute("aria-label", "filter");
  const count = document.createElement("output");
  const tool = (words, act) => {
    const button = document.createElement("button");
    button.textContent = words;
    button.addEventListener("click", act);
    return button;
  };
  tools.append(
    field, count,
    tool("fold all", () => { depths.forEach((depth, at) => { if (!depth) folded.add(at); }); draw(); }),
    tool("unfold all", () => { folded.clear(); draw(); }),
  );
  document.body.append(tools);

  let texts = null;
  function filter() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    matching = words.length ? new Set() : null;
    if (matching) {
      texts ??= comments.map((comment) => ({
        author: comment.querySelector(".author").textContent.toLowerCase(),
        all: comment.textContent.toLowerCase(),
      }));
      texts.forEach((text, at) => {
        const fits = (word) =>
          word.startsWith("user:") ? text.author.startsWith(word.slice(5)) : text.all.includes(word);
        if (words.every(fits)) matching.add(at);
      });
    }
    count.textContent = `${(matching ? matching.size : comments.length).toLocaleString("en")} of ${comments.length.toLocaleString("en")}`;
    draw();
  }
  let waiting = 0;
  field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 100); });

  document.addEventListener("click", (event) => {
    const at = event.target.dataset.at;
    if (at === undefined) return;
    if (!folded.delete(Number(at))) folded.add(Number(at));
    draw();
  });
  // A link to a comment in a fold, or to one that the filter hides, shows it.
  function reveal() {
    const at = comments.indexOf(document.getElementById(location.hash.slice(1))?.closest(".c"));
    if (at < 0 || !comments[at].hidden) return;
    field.value = "";
    matching = null;
    for (let up = parents[at]; up >= 0; up = parents[up]) folded.delete(up);
    filter();
    comments[at].scrollIntoView();
  }
  addEventListener("hashchange", reveal);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && field.value) { field.value = ""; filter(); }
    else if (event.target === field) return;
    else if (event.key === "/") { event.preventDefault(); field.focus(); }
    else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
  });
  function step(by) {
    const shown = comments.filter((comment) => !comment.hidden);
    const top = (comment) => comment.getBoundingClientRect().top;
    const line = tools.getBoundingClientRect().bottom + 30;  // where a comment that was gone to has its top, or above
    let here = shown.findIndex((comment) => top(comment) > line) - 1;
    if (here === -2) here = shown.length - 1;
    shown[Math.max(0, Math.min(shown.length - 1, here + by))]?.scrollIntoView();
  }
  filter();
})();
