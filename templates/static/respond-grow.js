// Rows and panels of a form that goes on without a connection: about each chosen
// option, as many as a formula says, or added and taken away by buttons. The
// kit's pages have one as the pattern of all. Loaded in front of respond-walk.js.
(() => {
  'use strict';
  const { evaluate, test } = self.road;
  const escape = (s) => s.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const make = (tag, props, ...children) => { const e = Object.assign(document.createElement(tag), props); e.append(...children); return e; };
  const most = 1000;

  // parts reads the rows or panels of a question out of the fields: of each what
  // stands behind its "name[0]." with the values.
  const parts = (r, state) => {
    const out = [], head = r.name + '[';
    for (const [name, values] of state) {
      const end = name.startsWith(head) ? name.indexOf('].', head.length) : -1;
      const i = end < 0 ? NaN : Number(name.slice(head.length, end));
      if (Number.isInteger(i) && i >= 0 && i < most) (out[i] ??= new Map()).set(name.slice(end + 2), values);
    }
    return Array.from(out, (m) => m ?? new Map());
  };

  // size is how many there are: by the formula, by the buttons, or as it begins.
  const size = (r, look, counts, given) => {
    const g = r.grow;
    if (g.tree === undefined) return Math.min(Math.max(counts.get(r.name) ?? Math.max(given, g.count), given), most);
    let n;
    try { n = Number(evaluate(g.tree, look)); } catch { return given; }
    return Math.max(Number.isFinite(n) && n > 0 ? Math.floor(Math.min(n, g.max)) : 0, g.min);
  };

  // list is the rows or panels as they must be under the answers.
  const list = (r, state, look, counts) => {
    const given = parts(r, state), g = r.grow;
    if (!g.over) return Array.from({ length: size(r, look, counts, given.length) }, (_, i) => given[i] ?? new Map());
    return (state.get(g.over) || []).filter(Boolean).map((v) => given.find((m) => m.get(g.prop)?.[0] === v) ?? new Map([[g.prop, [v]]]));
  };

  // write puts them back into the fields.
  const write = (r, state, all) => {
    for (const name of [...state.keys()]) if (name.startsWith(r.name + '[')) state.delete(name);
    all.forEach((m, i) => { for (const [rest, values] of m) state.set(`${r.name}[${i}].${rest}`, values); });
  };

  // copyOf is the pattern as the row or panel of a place.
  const copyOf = (pattern, r, i) => {
    const e = pattern.cloneNode(true), id = new RegExp(`\\b${escape(r.box)}i0(?!\\d)`, 'g'), head = r.name + '[0].';
    for (const x of [e, ...e.querySelectorAll('*')]) {
      for (const { name, value } of [...x.attributes]) {
        if (name === 'name' && value.startsWith(head)) x.setAttribute(name, `${r.name}[${i}].${value.slice(head.length)}`);
        else if (/^(id|for|href|data-q|data-slide|aria-.*)$/.test(name) && id.test(value)) x.setAttribute(name, value.replace(id, `${r.box}i${i}`));
        else if (name === 'value' && /^_(more|less|all)$/.test(x.name)) x.value = value.replace(/^\d+\.0\./, `${r.grow.spot}.${i}.`);
      }
      if (/radio|checkbox/.test(x.type)) x.checked = x.defaultChecked = false;
      else if (x.tagName === 'OPTION') x.selected = x.defaultSelected = false;
      else if (/INPUT|TEXTAREA/.test(x.tagName) && x.type !== 'file') x.value = x.defaultValue = '';
    }
    return e;
  };

  // inside lists what grows inside a row or panel.
  const inside = (r, i) => (r.inner || []).filter((c) => c.grow).map((c) => ({ within: c.i, own: c.name, name: `${r.name}[${i}].${c.name}`, grow: { ...c.grow, spot: `${r.grow.spot}.${i}.${c.i}` } }));
  // boxOf finds it in the row or panel as it is drawn.
  const boxOf = (item, n) => [...item.querySelectorAll('fieldset')].find((f) => [...f.elements].some((x) => x.name.startsWith(n.name + '[')));
  const spread = (r, m, i) => new Map([...m].map(([rest, values]) => [`${r.name}[${i}].${rest}`, values]));

  // nest draws what grows inside a row or panel, where others must be there; it
  // tells whether any did.
  const nest = (item, r, m, i, of) => inside(r, i).filter((n) => {
    const first = boxOf([...of.pattern.children].find((e) => e.matches('.item')), { name: `${r.name}[0].${n.own}` });
    const pattern = first && copyOf(first, r, i), box = pattern && item.querySelector(`[data-q="${pattern.dataset.q}"]`);
    const all = list(n, spread(r, m, i), within(of.read(r.inner, m, '', {}), i, of.look), of.counts);
    if (!box || box.dataset.items === mark(n, all)) return false;
    draw(box, { ...n, box: box.dataset.q }, all, { ...of, pattern });
    return true;
  }).length > 0;

  // draw makes the rows or panels that stand in a box those that must be there.
  // As the author has it are those that the pattern has already.
  const draw = (box, r, all, of) => {
    const g = r.grow, patterns = [...of.pattern.children].filter((e) => e.matches('.item'));
    for (const e of [...box.children]) {
      if (e.matches('.item, button[name=_more]') || (e.type === 'hidden' && e.name.startsWith(r.name + '['))) e.remove();
    }
    const rest = [...box.children].find((e) => e.matches('.totals, .beside')) ?? null;
    all.forEach((m, i) => {
      const e = !g.over && patterns[i]?.cloneNode(true) || copyOf(patterns[0], r, i), title = [...e.children].find((x) => x.matches('.name'));
      if (r.within === undefined) e.dataset.at = `${r.name}[${i}].`;
      nest(e, r, m, i, of);
      if (title && g.named) title.textContent = g.named === 'option' ? of.label(g.over, m.get(g.prop)[0]) : of.words.item.replace('{n}', i + 1);
      for (const x of [...e.children]) if (x.matches('.less')) x.remove();
      if (g.remove && all.length > g.min) e.append(make('p', { className: 'less' }, button('_less', `${g.spot}.${i}`, g.remove, title)));
      if (g.over) e.append(make('input', { type: 'hidden', name: e.dataset.at + g.prop, value: m.get(g.prop)[0] }));
      box.insertBefore(e, rest);
    });
    if (g.add && all.length < g.max) box.insertBefore(button('_more', g.spot, g.add), [...box.children].find((e) => e.matches('.beside')) ?? null);
    box.dataset.items = mark(r, all);
  };
  const button = (name, value, textContent, title) => {
    const b = make('button', { name, value, textContent });
    if (title?.id) b.setAttribute('aria-describedby', title.id);
    return b;
  };

  // mark tells which rows or panels are drawn.
  const mark = (r, all) => (r.grow.over ? all.map((m) => m.get(r.grow.prop)[0]).join('\n') : String(all.length));

  // within reads names as conditions inside of a row or panel do.
  const within = (values, i, look) => (name) => {
    const [, rest] = /^(?:panel|row)\.(.+)$/i.exec(name) || [];
    if (/^(panel|row)index$/i.test(name)) return i;
    return rest ? self.road.find(values, rest) : look(name);
  };

  // asked lists the questions inside that are shown, with their fields.
  const asked = (r, all, state, look, read) => all.flatMap((m, i) => {
    const values = {}, at = `${r.name}[${i}].`;
    if (r.grow.over) values[r.grow.prop] = m.get(r.grow.prop)?.[0];
    read(r.inner || [], state, at, values);
    const here = within(values, i, look), on = r.grow.each === undefined || test(r.grow.each, here);
    return (r.inner || []).map((c) => ({ c, i, field: at + c.name, on: on && (c.if || []).every((t) => test(t, here)), must: c.req === true || (!!c.req && test(c.req, here)) }));
  });

  self.grow = { parts, list, write, draw, mark, asked, inside, boxOf, nest };
})();
