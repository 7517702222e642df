// The tree of sections: one stop of the tab key, arrow keys inside, as trees are used everywhere.

function sectionName(section) {
  const label = section.label && !/^[-–+*•]$/.test(section.label) ? section.label : "•";
  return [label, section.title];
}

// choose(section) is told what the reader wants to see; `excerpt` gives words for a section without a title.
function sectionTree(sections, choose, excerpt) {
  const children = new Map();
  for (const section of sections) {
    if (!children.has(section.parent)) children.set(section.parent, []);
    children.get(section.parent).push(section);
  }
  const items = new Map();
  const deep = sections.length > 60;

  function make(section, level) {
    const below = children.get(section.index) || [];
    const [label, title] = sectionName(section);
    const open = below.length && (!deep || level < 2);
    const row = h("div", { class: "tree-row" },
      h("span", { class: "twist", "aria-hidden": "true" }),
      h("span", { class: "tree-label" }, label), h("span", { class: title ? "tree-title" : "tree-title quiet" }, title || excerpt(section)),
      section.role ? badge("role", word("section", section.role)) : null);
    const item = h("li", { role: "treeitem", tabindex: -1, "aria-level": level, "aria-expanded": below.length ? String(Boolean(open)) : null, "data-section": section.index, "aria-label": label + " " + (title || excerpt(section)) }, row,
      below.length ? h("ul", { role: "group" }, below.map((child) => make(child, level + 1))) : null);
    items.set(section.index, item);
    return item;
  }

  const tree = h("ul", { class: "tree", role: "tree", "aria-label": t("sections") }, (children.get(-1) || []).map((s) => make(s, 1)));
  const first = tree.querySelector("[role=treeitem]");
  if (first) first.tabIndex = 0;
  const visible = () => [...tree.querySelectorAll("[role=treeitem]")].filter((item) => !item.parentElement.closest("[aria-expanded=false]"));

  function focus(item) {
    if (!item) return;
    for (const old of tree.querySelectorAll("[tabindex='0']")) old.tabIndex = -1;
    item.tabIndex = 0;
    item.focus({ preventScroll: true });
    item.firstElementChild.scrollIntoView({ block: "nearest" });
  }

  function toggle(item, open) {
    if (item.hasAttribute("aria-expanded")) item.setAttribute("aria-expanded", String(open));
  }

  tree.addEventListener("keydown", (event) => {
    const item = event.target.closest("[role=treeitem]");
    if (!item) return;
    const list = visible();
    const k = list.indexOf(item);
    const isOpen = item.getAttribute("aria-expanded");
    const run = {
      ArrowDown: () => focus(list[k + 1]),
      ArrowUp: () => focus(list[k - 1]),
      Home: () => focus(list[0]),
      End: () => focus(list[list.length - 1]),
      ArrowRight: () => (isOpen === "false" ? toggle(item, true) : isOpen && focus(list[k + 1])),
      ArrowLeft: () => (isOpen === "true" ? toggle(item, false) : focus(item.parentElement.closest("[role=treeitem]"))),
      Enter: () => choose(sections[Number(item.dataset.section)]),
      " ": () => choose(sections[Number(item.dataset.section)]),
    }[event.key];
    if (!run) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  });
  tree.addEventListener("click", (event) => {
    const item = event.target.closest("[role=treeitem]");
    if (!item) return;
    if (event.target.classList.contains("twist")) return toggle(item, item.getAttribute("aria-expanded") !== "true");
    focus(item);
    choose(sections[Number(item.dataset.section)]);
  });

  return {
    element: tree,
    // Shows which section the reader is in.
    mark(index) {
      for (const old of tree.querySelectorAll(".current")) old.classList.remove("current");
      const item = items.get(index);
      if (!item) return;
      for (let up = item.parentElement.closest("[role=treeitem]"); up; up = up.parentElement.closest("[role=treeitem]")) toggle(up, true);
      const row = item.firstElementChild;
      row.classList.add("current");
      const box = tree.closest(".sections");
      if (!box || box.scrollHeight <= box.clientHeight || box.contains(document.activeElement)) return;
      const above = row.getBoundingClientRect().top - box.getBoundingClientRect().top;
      if (above < 40 || above > box.clientHeight - 60) box.scrollTop += above - box.clientHeight / 3;
    },
  };
}
