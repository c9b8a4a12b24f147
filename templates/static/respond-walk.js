// A form that goes on without a connection: from screen to screen by its kit,
// with the kit's rules for what is shown and what must be answered. Whatever is
// on the page stays a form that the server takes at any moment.
(() => {
  'use strict';
  const { get, all, put, drop, sweep, flush, own, control, evaluate, find, test, numeric } = self.road;
  const { parts, list: itemsOf, write, draw, mark, asked, inside, boxOf, nest } = self.grow;
  const form = document.querySelector('form[data-form]');
  const $ = (selector, root = form) => root.querySelector(selector);
  const $$ = (selector, root = form) => [...root.querySelectorAll(selector)];
  const session = (name, value) => { try { return value === undefined ? sessionStorage.getItem(name) : sessionStorage.setItem(name, value); } catch { return null; } };
  const flag = (on) => { try { if (on) localStorage.setItem('dealervoice-kept', '1'); else localStorage.removeItem('dealervoice-kept'); } catch { /* then nothing is looked for */ } };
  const make = (tag, props, ...children) => { const e = Object.assign(document.createElement(tag), props); e.append(...children); return e; };

  // ---- Behind a receipt nothing of that form stays ----
  if (!form) {
    (async () => {
      const sid = session('dealervoice-sent'), at = location.pathname;
      if (sid) {
        const kept = await get('kept', sid);
        await drop('kept', sid);
        if (kept && kept.action.startsWith('/i/')) await drop('kits', kept.action);
        sessionStorage.removeItem('dealervoice-sent');
      }
      if (at.startsWith('/i/')) {
        for (const e of await all('kept')) if (e.action === at) await drop('kept', e.sid);
        await drop('kits', at);
      }
    })();
    return;
  }

  const action = form.getAttribute('action') || location.pathname;
  const shell = !form.elements._sid.value; // handed out by the worker
  const visited = new Set(), counts = new Map(); // how many rows and panels the buttons made
  let kit, docs = [], onKit = false, sid = form.elements._sid.value, rev = form.elements._rev?.value, stopped = false, over = false, cut = false;

  const fieldsNow = () => own([...new FormData(form)].filter(([, v]) => typeof v === 'string'));
  // Photos and papers of all screens, which are sent with the rest.
  let held = [];
  const bag = (name) => { const t = new DataTransfer(); for (const [n, f] of held) if (n === name) t.items.add(f); return t.files; };
  const hold = () => {
    for (const e of $$('input[type=file][name]')) held = [...held.filter(([n]) => n !== e.name), ...[...e.files].map((f) => [e.name, f])];
    return held;
  };
  const fits = () => hold().reduce((n, [, f]) => n + f.size, 0) <= (kit?.room ?? 0);
  // carry puts those of other screens into the form, before it is sent by itself.
  const carry = () => {
    const here = new Set($$('input[type=file][name]').map((e) => e.name));
    for (const name of new Set(held.map(([n]) => n))) {
      if (!here.has(name)) form.elements._end.before(Object.assign(make('input', { type: 'file', multiple: true, hidden: true, name }), { files: bag(name) }));
    }
    if (held.length) form.enctype = 'multipart/form-data';
  };
  const grouped = (list) => { const m = new Map(); for (const [k, v] of list) m.set(k, [...(m.get(k) || []), v]); return m; };
  const fill = (e, s = '') => (kit?.words[e] || form.dataset[e] || '').replace('{t}', new Date().toTimeString().slice(0, 5)).replace('{n}', s);

  // ---- What is said below the buttons and above the questions ----
  const foot = make('p', { className: 'kept' });
  const status = make('span', {});
  status.setAttribute('role', 'status');
  foot.append(status, ' ');
  const place = () => { if (!foot.isConnected) $('.nav')?.after(foot); };
  const say = (words) => { place(); if (status.textContent !== words) status.textContent = words; };
  const offerDelete = () => {
    if ($('button', foot) || stopped || !kit) return;
    const b = make('button', { type: 'button', className: 'plain', textContent: fill('delete') });
    b.onclick = forget;
    foot.append(b);
    place();
  };
  const notice = (words, ...buttons) => {
    $('#kept-notice', document)?.remove();
    const box = make('div', { id: 'kept-notice', className: 'notice note' }, make('p', { textContent: words }), ...buttons.map(([label, go]) => make('button', { type: 'button', textContent: label, onclick: go })));
    box.setAttribute('role', 'status');
    $('main').prepend(box);
  };

  // forget removes everything that is kept on this device.
  const forget = async () => {
    if (!confirm(fill('sure'))) return;
    stopped = true;
    for (const e of await all('kept')) await drop('kept', e.sid);
    for (const k of await all('kits')) await drop('kits', k.action);
    if (self.caches) for (const name of await caches.keys()) if (name.startsWith('respond ')) await caches.delete(name);
    for (const r of await navigator.serviceWorker?.getRegistrations() ?? []) await r.unregister();
    flag(false);
    $('#kept-notice', document)?.remove();
    $('button', foot)?.remove();
    say(fill('deleted'));
  };

  // keep writes the form as it stands onto the device.
  const keep = async (dirty, state = 'open') => {
    if (stopped || over || !kit) return false;
    if (!sid && !take()) return false;
    if (!fits()) { say(fill('large')); return false; }
    try {
      await put('kept', { sid, action, lang: kit.lang, title: kit.title, fields: fieldsNow(), files: hold(), page: Number(form.elements._page.value), rev, state, at: Date.now(), dirty, reacts: kit.reacts, visited: [...visited], counts: [...counts] });
    } catch { return false; }
    flag(true);
    offerDelete();
    return true;
  };

  // take uses one of the ids that the kit has for further forms.
  const take = () => {
    sid = kit.personal ? kit.sid : kit.spares.shift();
    if (!sid) { notice(fill('none_left')); return false; }
    form.elements._sid.value = sid;
    put('kits', kit).catch(() => {});
    return true;
  };

  // ---- The kit ----
  const fetchKit = async () => {
    const body = new URLSearchParams([['_sid', sid], ['_lang', form.elements._lang.value], ['_end', '1']]);
    const r = await fetch(action + '/kit', { method: 'POST', body, credentials: 'omit' });
    if (!r.ok) return;
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': r.headers.get('Content-Security-Policy') || "default-src 'self'" };
    const k = { ...(await r.json()), headers, at: Date.now(), road: form.dataset.road };
    k.supply = k.spares.length;
    await put('kits', k);
    use(k);
    flag(true);
  };
  const use = (k) => { kit = k; docs = k.pages.map((html) => new DOMParser().parseFromString(html, 'text/html')); offerDelete(); };
  const stale = () => !kit || kit.road !== form.dataset.road || kit.lang !== form.elements._lang.value ||
    kit.sid.split('.')[0] !== sid.split('.')[0] || Date.now() - kit.at > 36e5 * 6 || kit.spares.length < kit.supply / 3;

  // ---- Answers, and what follows from them ----
  const read = (rules, state, at, out) => {
    for (const r of rules) {
      const field = at + r.name, given = (state.get(field) || []).filter((v) => v.trim());
      if (r.kind === 'one' && given.length) out[r.key] = given[0];
      if (r.kind === 'many' && given.length) out[r.key] = r.prop ? given.map((v) => ({ [r.prop]: v })) : given;
      if (r.kind === 'rows') {
        for (const [name, [v]] of state) if (name.startsWith(field + '.') && v.trim()) (out[r.key] ??= {})[name.slice(field.length + 1)] = v;
      }
      const beside = (state.get(field + '-Comment') || [''])[0];
      if (beside.trim()) out[r.key + '-Comment'] = beside;
    }
    return out;
  };
  const answers = (state) => read(kit.rules, state, '', { ...kit.values });
  const reader = (state) => {
    const values = answers(state), busy = new Set();
    const lookup = (name) => {
      if (!(name in kit.calc) || busy.has(name)) return find(values, name);
      busy.add(name);
      try { return evaluate(kit.calc[name], lookup); } finally { busy.delete(name); }
    };
    return lookup;
  };
  const shown = (r, look) => !r.hidden && (r.if || []).every((t) => test(t, look)) && !none(r, look);
  // none tells of what asks about things of which there are none.
  const none = (r, look) => r.grow && (r.grow.over ? !(look(r.key) || []).length : r.grow.tree !== undefined && !itemsOf(r, new Map(), look, counts).length);
  const growing = (n) => kit.rules.filter((r) => r.grow && (!n || r.at === n));
  // settled makes the rows and panels in the fields those that must be there.
  const settled = (state) => {
    const look = reader(state);
    for (const r of growing()) write(r, state, itemsOf(r, state, look, counts));
    return state;
  };
  const screenShown = (n, look) => kit.rules.some((r) => r.at === n && shown(r, look)) ||
    (kit.screens[n - 1].content && (kit.screens[n - 1].if || []).every((t) => test(t, look)));
  const step = (n, way, look) => { for (n += way; n > 0 && n <= docs.length; n += way) if (screenShown(n, look)) return n; return 0; };
  const now = () => Number(form.elements._page.value);

  // label is what a choice says, as the kit's pages have it.
  const label = (name, value) => {
    for (const doc of docs) {
      for (const e of $$(`[name="${CSS.escape(name)}"]`, doc)) {
        if (e.tagName === 'SELECT') { const o = [...e.options].find((x) => x.value === value); if (o) return o.textContent; }
        if (e.value === value && /radio|checkbox/.test(e.type)) return ($('span', e.closest('label') || e.parentNode) || e.parentNode).textContent;
      }
    }
    return value;
  };
  const spoken = (name, state) => (state.get(kit.rules.find((r) => r.key === name)?.name || name) || []).filter(Boolean).map((v) => label(name, v)).join(', ');
  // said is what stands for a name in a text: in a row or panel also what was
  // answered there.
  const said = (e, state) => {
    const at = e.closest('.item')?.dataset.at, [, rest] = /^(?:panel|row)\.(.+)$/i.exec(e.dataset.pipe) || [];
    if (!at) return spoken(e.dataset.pipe, state);
    const r = growing().find((x) => at.startsWith(x.name + '[')), i = Number(at.slice(r.name.length + 1, -2));
    if (/^(panel|row)index$/i.test(e.dataset.pipe)) return i + 1;
    if (!rest) return spoken(e.dataset.pipe, state);
    const c = (r.inner || []).find((x) => x.key === rest), field = c?.name ?? rest;
    return (state.get(at + field) || []).filter(Boolean).map((v) => (field === r.grow.prop ? label(r.grow.over, v) : label(`${r.name}[0].${field}`, v))).join(', ');
  };

  // refresh shows what the answers ask for on this screen.
  const refresh = () => {
    const state = grouped(fieldsNow()), look = reader(state), n = now();
    for (const r of growing(n)) regrow(r, state, look);
    for (const r of kit.rules.filter((x) => x.at === n)) {
      const box = $(`[data-q="${r.box}"]`);
      if (!box) continue;
      box.hidden = !shown(r, look);
      const from = r.from && (state.get(r.from[0]) || []);
      for (const e of $$('input[value], option[value]', box)) {
        const tree = r.opts?.[e.value];
        if (tree === undefined && !from) continue;
        const own = (tree === undefined || test(tree, (x) => (/^(item|choice|self)$/.test(x) ? e.value : look(x)))) && (!from || from.includes(e.value) === (r.from[1] === 'selected'));
        (e.closest('.o') || (e.tagName === 'OPTION' ? e : e.closest('label')) || e).hidden = !own;
        e.disabled = !own;
      }
      for (const [row, tree] of Object.entries(r.rowIf || {})) {
        const tr = $(`[name="${CSS.escape(r.name + '.' + row)}"]`, box)?.closest('tr');
        if (tr) tr.hidden = !test(tree, (x) => (/^(item|row|self)$/.test(x) ? row : look(x)));
      }
    }
    for (const r of growing(n)) {
      for (const q of asked(r, itemsOf(r, state, look, counts), state, look, read)) {
        const item = $$(`[data-q="${r.box}"] > .item`)[q.i], field = item && fieldOf(q.field, item);
        const box = field && [...item.querySelectorAll('.q')].find((x) => x.contains(field));
        if (box) box.hidden = !q.on;
      }
    }
    for (const e of $$('[data-pipe]')) e.textContent = said(e, state);
    for (const e of $$('.q.value')) e.hidden = true; // only the server computes it
    const insides = growing(n).flatMap((r) => asked(r, itemsOf(r, state, look, counts), state, look, read).filter((q) => q.on && q.c.seen).map((q) => `${r.grow.spot}-${q.i}-${q.c.i}`));
    form.elements._seen.value = ['0', ...kit.rules.filter((r) => r.at === n && r.n && shown(r, look)).map((r) => r.n), ...insides].join('.');
    recount(n, state);
    const last = !step(n, 1, look), go = $('.go');
    for (const b of [go, $('.enter')]) if (b) { b.value = last ? 'submit' : 'next'; b.textContent = last ? kit.labels.Submit : kit.labels.Next; }
    const back = $('button[value=back]');
    if (back) back.hidden = !step(n, -1, look);
    const list = docs.map((_, i) => i + 1).filter((i) => screenShown(i, look));
    const bar = $('.progress');
    if (bar) {
      $('span', bar).textContent = kit.words.step.replace('{at}', list.filter((i) => i <= n).length).replace('{of}', list.length);
      Object.assign($('progress', bar), { max: list.length, value: list.filter((i) => i <= n).length });
    }
  };

  const fieldOf = (name, root) => $$('[name]', root).find((x) => x.name === name || x.name.startsWith(name + '.') || x.name.startsWith(name + '['));

  // regrow draws the rows or panels of a question anew, if others must be there.
  const regrow = (r, state, look) => {
    const box = $(`[data-q="${r.box}"]`), all = box && itemsOf(r, state, look, counts);
    if (!box) return;
    const of = { pattern: $(`[data-q="${r.box}"]`, docs[r.at - 1]), label, words: kit.words, counts, look, read };
    hold();
    if (box.dataset.items === mark(r, all)) {
      const others = all.filter((m, i) => nest($$(':scope > .item', box)[i], r, m, i, of));
      if (!others.length) return;
    } else {
      write(r, state, all);
      draw(box, r, all, of);
    }
    for (const e of $$('input[type=hidden]')) if (e.name.startsWith(r.name + '[') && !e.closest('.item')) e.remove();
    const names = fillIn([...box.elements], state, r.at);
    for (const [name, values] of state) if (name.startsWith(r.name + '[') && !names.has(name)) for (const value of values) box.append(make('input', { type: 'hidden', name, value }));
    pipes(box);
    form.dispatchEvent(new Event('dress'));
  };

  // recount says how many rows and panels are shown, for a server that comes back.
  const recount = (n, state) => {
    for (const e of $$('[name=_count]')) e.remove();
    for (const r of growing(n)) {
      const list = parts(r, state), boxes = $$(`[data-q="${r.box}"] > .item`).length, add = (value) => form.elements._end.before(make('input', { type: 'hidden', name: '_count', value }));
      if (r.grow.over || r.grow.tree !== undefined) continue;
      add(`${r.grow.spot}.${boxes}`);
      for (let i = 0; i < boxes; i++) for (const [at, least] of Object.entries(r.grow.within || {})) {
        const c = r.inner.find((x) => x.i === Number(at)), have = c && list[i] ? parts({ name: c.name }, list[i]).length : 0;
        add(`${r.grow.spot}.${i}.${at}.${Math.max(have, counts.get(`${r.name}[${i}].${c?.name}`) ?? least)}`);
      }
    }
  };

  // pipes makes places for answers out of the marks in the texts.
  const pipes = (root) => {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
    while (walk.nextNode()) if (walk.currentNode.data.includes('\uE000')) found.push(walk.currentNode);
    for (const node of found) {
      node.replaceWith(...node.data.split(/\uE000(.*?)\uE001/).map((part, i) => {
        if (i % 2 === 0) return part;
        const place = make('span', {});
        place.dataset.pipe = part;
        return place;
      }));
    }
  };

  // fillIn writes answers into fields, and gives the names of these.
  const fillIn = (fields, state, n) => {
    const left = new Map([...state].map(([k, v]) => [k, [...v]])), names = new Set();
    for (const e of fields) {
      if (!e.name || controls(e.name) || e.tagName === 'BUTTON') continue;
      names.add(e.name);
      if (!state.has(e.name) && !visited.has(n)) continue; // as the author has it
      if (/radio|checkbox/.test(e.type)) e.checked = (state.get(e.name) || []).includes(e.value);
      else if (e.type !== 'file') e.value = (left.get(e.name) || []).shift() ?? '';
    }
    return names;
  };

  // grown finds what grows by where it is: its number, inside a row or panel that
  // of the question around, the place and its own.
  const grown = ([spot, at, own, ...deeper]) => {
    const r = growing().find((x) => x.grow.spot === spot);
    if (!r || at === undefined) return r;
    return deeper.length || own === undefined ? undefined : inside(r, Number(at)).find((n) => n.within === Number(own));
  };

  // count takes up how many rows or panels the server's page shows.
  const count = (said) => {
    const at = said.split('.'), n = Number(at.pop()), r = grown(at);
    if (r) counts.set(r.name, n);
  };

  // grow adds a row or panel, or takes one away; false where the kit cannot.
  const grow = (button) => {
    const path = kit ? button.value.split('.') : [], less = button.name === '_less', at = less ? Number(path.pop()) : 0, r = /^_(more|less)$/.test(button.name) && grown(path);
    if (!r) return false;
    if (!onKit) show(now());
    hold();
    const state = grouped(fieldsNow()), list = itemsOf(r, state, reader(state), counts), g = r.grow;
    if (less) {
      list.splice(at, 1);
      held = held.flatMap(([name, file]) => moved(r, at, name).map((to) => [to, file]));
      const inner = [...counts].filter(([name]) => name.startsWith(r.name + '['));
      for (const [name] of inner) counts.delete(name);
      for (const [name, n] of inner) for (const to of moved(r, at, name)) counts.set(to, n);
    } else list.push(new Map(g.copy && list.length ? list.at(-1) : Object.entries(g.fresh || {})));
    counts.set(r.name, list.length);
    write(r, state, list);
    visited.add(now());
    show(now(), state);
    const outer = grown(path.slice(0, 1)), top = $(`[data-q="${outer.box}"]`), box = r === outer ? top : boxOf($$(':scope > .item', top)[path[1]], r);
    const item = box && !less && $$(':scope > .item', box)[list.length - 1];
    ((item ? $('input:not([type=hidden]), select, textarea, button', item) : $(`button[name=_more][value="${path.join('.')}"]`, top)) || top).focus();
    keep(true);
    return true;
  };
  // moved is what a field is called when a row or panel before it went; nothing if
  // it stood in that one.
  const moved = (r, gone, name) => {
    const m = name.startsWith(r.name + '[') ? /^(\d+)\]\.(.*)$/s.exec(name.slice(r.name.length + 1)) : null, i = m && Number(m[1]);
    if (!m || i < gone) return [name];
    return i === gone ? [] : [`${r.name}[${i - 1}].${m[2]}`];
  };

  // show puts a screen of the kit onto the page, with what was filled in.
  const show = (n, state = grouped(fieldsNow())) => {
    hold();
    if (!onKit) for (const e of $$('[name=_count]')) count(e.value);
    const then = $('form[data-form]', docs[n - 1].cloneNode(true)), look = reader(settled(state));
    for (const r of growing(n)) {
      const box = $(`[data-q="${r.box}"]`, then);
      if (box) draw(box, r, itemsOf(r, state, look, counts), { pattern: $(`[data-q="${r.box}"]`, docs[n - 1]), label, words: kit.words, counts, look, read });
    }
    const names = fillIn([...then.elements], state, n);
    for (const e of $$('input[type=file][name]', then)) {
      e.files = bag(e.name);
      for (const value of state.get(e.name) || []) then.append(make('input', { type: 'hidden', name: e.name, value })); // one that the server has
    }
    for (const [name, values] of state) if (!names.has(name)) for (const value of values) then.append(make('input', { type: 'hidden', name, value }));
    if (rev) then.append(make('input', { type: 'hidden', name: '_rev', value: rev }));
    then.elements._sid.value = sid;
    then.append(then.elements._end); // the end stays last
    pipes(then);
    form.replaceChildren(...then.childNodes);
    delete form.dataset.live;
    document.title = docs[n - 1].title;
    onKit = true;
    visited.add(n);
    refresh();
    form.dispatchEvent(new Event('dress'));
    place();
    offerDelete();
  };
  const controls = (name) => control.includes(name);
  const top = () => { scrollTo({ top: 0, behavior: 'instant' }); const h = $('h1, .ask'); if (h) { h.tabIndex = -1; h.focus({ preventScroll: true }); } };

  // ---- Rules ----
  const figure = (text) => numeric(text.normalize('NFKC').replace(/,(?=\d{3}\b)/g, ''));
  const wrong = (r, state, look) => {
    const given = [...(state.get(r.name) || []), ...held.filter(([n]) => n === r.name).map(([, f]) => f.name)].filter((v) => v.trim()), w = kit.words, out = [];
    const blank = !given.length && ![...state].some(([k, v]) => (k.startsWith(r.name + '.') || k.startsWith(r.name + '[')) && v.some((x) => x.trim()));
    const must = r.req === true || (r.req && test(r.req, look));
    if (must && blank) return [{ text: r.say || w.required }];
    const rowNames = () => [...new Set($$(`[data-q="${r.box}"] tr input`, docs[r.at - 1]).map((e) => e.name))];
    if (r.each) {
      for (const name of rowNames()) {
        const row = name.slice(r.name.length + 1), tree = r.rowIf?.[row];
        if (tree && !test(tree, (x) => (/^(item|row|self)$/.test(x) ? row : look(x)))) continue;
        if (!(state.get(name) || []).some((v) => v.trim())) out.push({ text: w.row, name });
      }
      if (out.length) return out;
    }
    const filled = (name) => [...state, ...held.map(([n, f]) => [n, [f.name]])].some(([k, v]) => (k === name || k.startsWith(name + '.') || k.startsWith(name + '[')) && v.some((x) => x.trim()));
    for (const q of r.grow ? asked(r, itemsOf(r, state, look, counts), state, look, read) : []) {
      if (q.on && q.must && !filled(q.field)) out.push({ text: q.c.say || w.required, name: q.field });
    }
    for (const i of r.grow ? [] : (r.inner || []).filter((x) => x.req === true)) {
      for (const e of new Set($$(`[data-q="${r.box}"] [name$=".${CSS.escape(i.name)}"]`).map((x) => x.name))) {
        if (!(state.get(e) || []).some((v) => v.trim())) out.push({ text: i.say || w.required, name: e });
      }
    }
    if (blank) {
      const least = (r.lim || []).find((l) => l.of === 'count' && l.min);
      return least && must ? [...out, { text: least.say }] : out;
    }
    out.push(...whole(r, state, must).filter((x) => !out.some((y) => y.name === x.name)));
    if (r.other && given.includes('other') && !(state.get(r.name + '-Comment') || [''])[0].trim()) out.push({ text: w.other, name: r.name + '-Comment' });
    if (r.alone && given.length > 1 && given.some((v) => r.alone.includes(v))) out.push({ text: w.alone });
    if (r.rank && (new Set(given).size < given.length || (r.rank === 'all' && given.length < $$(`[data-q="${r.box}"] select`, docs[r.at - 1]).length))) out.push({ text: w.ranking });
    for (const l of r.lim || []) {
      const of = given[0] ?? '', n = l.of === 'length' ? of.length : l.of === 'count' ? given.length : figure(of);
      const alone = r.alone && given.length === 1 && r.alone.includes(of);
      const bad = n === null || (l.of === 'integer' && !Number.isInteger(n)) || (l.min != null && n < l.min && !(alone && l.of === 'count')) || (l.max != null && n > l.max);
      if (bad) { out.push({ text: l.say }); break; }
    }
    return out;
  };
  // whole lists what tasks and shared points lack.
  const whole = (r, state, must) => {
    const of = (name) => (state.get(name) || [''])[0].trim(), out = [], add = (text, name) => out.push({ text, name });
    const fields = r.pair || r.tasks ? [...new Set($$(`[data-q="${r.box}"] .task input`, docs[r.at - 1]).map((e) => e.name))] : [];
    for (const task of r.pair ? new Set(fields.map((f) => f.slice(0, f.lastIndexOf('.')))) : []) {
      const [best, worst] = r.pair.map((n) => `${task}.${n}`);
      if (!of(best) && !of(worst) && !must) continue;
      for (const f of [best, worst]) if (!of(f)) add(kit.words.required, f);
      if (of(best) && of(best) === of(worst)) add(r.off[0], worst);
    }
    if (r.tasks) for (const f of fields) if (!of(f)) add(kit.words.row, f);
    if (r.total != null) {
      const sum = [...state].filter(([k]) => k.startsWith(r.name + '.')).reduce((n, [, [v]]) => n + (figure(v) || 0), 0), left = Math.round((r.total - sum) * 1e6) / 1e6;
      if (left) add(r.off[left > 0 ? 0 : 1].replace('{given}', Math.round(sum * 1e6) / 1e6).replace('{left}', Math.abs(left)));
    }
    return out;
  };
  const judge = (n, state, look) => kit.rules.filter((r) => r.at === n && shown(r, look)).flatMap((r) => wrong(r, state, look).map((e) => ({ ...e, r })));

  // blame writes what is wrong at the questions and above them.
  const blame = (list) => {
    for (const e of $$('.err, #summary')) e.remove();
    for (const e of $$('.bad')) e.classList.remove('bad');
    if (!list.length) return;
    const lines = [];
    for (const { r, text, name } of list) {
      const box = $(`[data-q="${r.box}"]`), field = name && box && fieldOf(name, box);
      if (!box) continue;
      const spot = field?.closest('.q') || box, task = field?.closest('.task'), row = !task && field?.closest('tr');
      (task || row || spot).classList.add('bad');
      spot.classList.add('bad');
      const err = make(row ? 'span' : 'p', { className: 'err', textContent: text }), head = task ? $('.name', task) : $('.ask', spot);
      if (row) $('th', row).append(err); else if (head.nextElementSibling?.textContent !== text) head.after(err);
      spot.id ||= r.box + 'b';
      spot.tabIndex = -1;
      const title = $('.ask', box).firstChild.textContent.trim();
      if (!lines.some((l) => l.title === title)) lines.push({ title, text, to: spot.id });
    }
    const w = kit.words;
    const box = make('div', { id: 'summary', className: 'summary', tabIndex: -1 },
      make('h2', { textContent: list.length === 1 ? w.one : w.many.replace('{n}', list.length) }),
      make('ul', {}, ...lines.map((l) => make('li', {}, make('a', { href: '#' + l.to }, make('b', { textContent: l.title }), w.colon + l.text)))));
    box.setAttribute('role', 'alert');
    $('main').prepend(box);
    document.title = w.error + document.title.replace(w.error, '');
    box.focus({ preventScroll: true });
    box.scrollIntoView({ behavior: 'instant' });
  };

  // ---- Pressing a button without a connection ----
  const press = async (go) => {
    if (!onKit) {
      const before = new Set([...form.elements].map((e) => e.name));
      show(now());
      const look = reader(grouped(fieldsNow()));
      const fresh = kit.rules.some((r) => r.at === now() && shown(r, look) && (r.kind === 'one' || r.kind === 'many') && !before.has(r.name));
      if (fresh && go !== 'back') { await keep(true); return; } // its answer is asked for first
    }
    if (!sid && !take()) return;
    const state = grouped(fieldsNow()), look = reader(state), n = now();
    if (go === 'back') {
      const to = step(n, -1, look);
      if (to) { show(to); top(); }
      await keep(true);
      return;
    }
    hold();
    const bad = judge(n, state, look);
    blame(bad);
    if (bad.length) { await keep(true); return; }
    const to = step(n, 1, look);
    if (to) {
      show(to);
      top();
      say(await keep(true) ? fill('kept') : fill('unsaved'));
      return;
    }
    for (let i = 1; i <= docs.length; i++) {
      const list = screenShown(i, look) ? judge(i, state, look) : [];
      if (list.length) { show(i); blame(list); await keep(true); return; }
    }
    await finish();
  };

  // finish makes the answer ready to be sent, and says so.
  const finish = async () => {
    if (!fits()) { say(fill('large')); return; }
    if (!await keep(true, 'ready')) { say(fill('unsaved')); return; }
    over = true;
    waiting();
    try { await (await navigator.serviceWorker.ready).sync.register('deliver'); } catch { /* then the next page sends it */ }
    deliver();
  };
  const waiting = () => {
    const main = make('main', { id: 'main', className: 'message' }, make('h1', { textContent: fill('ready'), tabIndex: -1 }), make('p', { textContent: fill('away') }));
    if (!kit.personal && kit.spares.length) main.append(make('p', { className: 'nav' }, make('button', { type: 'button', textContent: fill('another'), onclick: () => location.assign(action) })));
    form.replaceChildren(main, foot);
    say('');
    offerDelete();
    document.title = fill('ready');
    $('h1').focus();
  };

  // resend posts what is kept as the form would, so that the server's own page
  // tells what became of it.
  const resend = (e, ...more) => {
    const f = make('form', { method: 'post', action: e.action, hidden: true });
    for (const [name, value] of [...e.fields, ['_sid', e.sid], ['_lang', e.lang], ['_page', e.page], ...(e.rev ? [['_rev', e.rev]] : []), ...more, ['_end', '1']]) {
      f.append(make('textarea', { name, value }));
    }
    for (const [name, file] of e.files || []) {
      const t = new DataTransfer();
      t.items.add(file);
      f.enctype = 'multipart/form-data';
      f.elements._end.before(Object.assign(make('input', { type: 'file', name }), { files: t.files }));
    }
    document.body.append(f);
    f.submit();
  };

  // arrive sends what is ready. If what this page is about was sent meanwhile by
  // the worker, the server's page tells.
  const arrive = async (mine) => {
    const done = await flush().catch(() => []);
    told(done);
    const sent = mine && await get('kept', sid);
    if (sent?.state === 'sent') location.assign(sent.url);
  };

  // deliver sends what is ready and tells of it.
  const deliver = async () => { told(await flush().catch(() => [])); };
  const told = (done) => {
    for (const d of done) {
      if (d.url && d.sid === sid) { location.assign(d.url); return; }
      if (d.refused) revive();
    }
  };
  const revive = async () => {
    const e = (await all('kept')).find((k) => k.state === 'refused' && k.action === action && (k.sid !== sid || over));
    if (!e) return;
    if (over) { resend(e); return; }
    notice(fill('refused'), [fill('mend'), () => resend(e)]);
  };

  // adopt takes up an open form on a page of the kit.
  const adopt = async (e, go) => {
    sid = e.sid;
    rev = e.rev;
    for (const field of $$('input[type=file]')) field.remove(); // nobody has put anything in yet
    held = e.files || [];
    for (const n of e.visited || []) visited.add(n);
    for (const [name, n] of e.counts || []) counts.set(name, n);
    visited.add(e.page);
    show(Math.min(Math.max(e.page, 1), docs.length), grouped(e.fields));
    const [name, value] = (go || '').split(':');
    if (name === '_go') await press(value); else if (name) grow({ name, value });
  };

  const onShell = async (mine) => {
    const [go, which] = (form.dataset.pressed || '').split(' '), pressed = mine.find((e) => e.sid === which), open = mine.filter((e) => e.state !== 'ready').sort((a, b) => b.at - a.at)[0];
    if (pressed || (kit.personal && open)) return adopt(pressed || open, pressed && go);
    if (kit.personal && mine.length) { sid = mine[0].sid; over = true; waiting(); return; }
    if (kit.personal) sid = kit.sid;
    show(step(0, 1, reader(new Map())) || 1, new Map());
    if (open) notice(fill('unfinished'), [fill('go_on'), () => adopt(open).then(() => $('#kept-notice', document)?.remove())]);
    else if (!kit.personal && !kit.spares.length) notice(fill('none_left'));
  };

  const onPage = async (mine) => {
    if (kit.personal) {
      const e = mine.find((k) => k.state === 'open' && k.dirty);
      if (e?.files?.length) return resend(e, ['_go', 'look']); // with its photos
      if (e) { // typed without a connection: into the draft, then shown
        const body = new URLSearchParams([...e.fields, ['_sid', e.sid], ['_lang', e.lang], ['_page', e.page], ['_rev', e.rev || 0], ['_end', '1']]);
        const r = await fetch(action + '/draft', { method: 'POST', body }).catch(() => null);
        if (r?.status === 204) { await drop('kept', e.sid); location.reload(); return; }
        if (r?.status === 410) await drop('kept', e.sid);
      }
      return revive();
    }
    const open = mine.filter((e) => e.state === 'open' && e.sid !== sid).sort((a, b) => b.at - a.at)[0];
    if (open) notice(fill('unfinished'), [fill('go_on'), () => resend(open, ['_go', 'look'])]);
    return revive();
  };

  const start = async () => {
    try { await sweep(); kit = await get('kits', action); } catch { stopped = true; return; }
    if (kit) use(kit);
    if (shell && !kit) return;
    const sent = await get('kept', sid || 'none');
    if (sent?.state === 'sent') { location.assign(sent.url); return; }
    const mine = (await all('kept')).filter((e) => e.action === action && e.state !== 'sent');
    if (shell) await onShell(mine);
    else if (kit) await onPage(mine);
    await arrive(mine.some((e) => e.sid === sid && e.state === 'ready'));
    if (!shell && stale()) await fetchKit().catch(() => {});
    if (kit && navigator.serviceWorker) {
      const scope = action.startsWith('/i/') ? '/i/' : '/s/';
      try {
        await navigator.serviceWorker.register('/respond-worker.js', { scope });
        await navigator.serviceWorker.ready;
        foot.dataset.ready = ''; // from here on the form opens without a connection
      } catch { /* it goes on as long as it is open */ }
    }
  };
  navigator.serviceWorker?.addEventListener('message', (e) => told(e.data));
  addEventListener('online', () => { cut = false; deliver(); });

  self.walk = {
    started: start(),
    kit: () => kit && !stopped,
    local: () => onKit,
    offline: () => shell || cut || !navigator.onLine,
    // lost is told whether a request got through; without one the kit goes on.
    lost: (is) => { cut = is; if (is && kit && !onKit && !stopped) show(now()); },
    keep, press, grow, refresh, say, fill, carry,
    sent: () => { over = true; session('dealervoice-sent', sid); },
  };
})();
