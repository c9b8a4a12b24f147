// What the survey form does better where scripts run. Everything works without:
// this reveals questions without a reload, counts characters, keeps what is
// typed behind a personal link in the server's draft, and, once a form was
// touched, loads what lets it go on without a connection (respond-road.js,
// respond-walk.js). Nothing of that is part of the first load.
(() => {
  'use strict';
  const form = document.querySelector('form[data-form]');
  const { road, walk } = (form || document.querySelector('[data-walk]') || document.body).dataset;
  const kept = () => { try { return localStorage.getItem('dealervoice-kept'); } catch { return null; } };

  const make = (tag, props) => Object.assign(document.createElement(tag), props);

  // load fetches a script once the page is there.
  let loading;
  const load = () => {
    loading ??= [road, ...walk.split(' ')].reduce((before, src) => before.then(() => new Promise((ok, no) => {
      document.head.append(make('script', { src, onload: ok, onerror: no }));
    })), Promise.resolve()).catch(() => {});
    return loading;
  };
  if (road && (kept() || (form && !form.elements._sid.value))) load();
  if (!form) return;

  // pairs are what the form would send with a control field more, its end last.
  const pairs = (...more) => {
    const name = more.length && more[0];
    const list = [...new FormData(form)].filter(([k, v]) => k !== '_end' && k !== name && typeof v === 'string');
    return new URLSearchParams([...list, ...(more.length ? [more] : []), ['_end', '1']]);
  };

  // say tells below the buttons what became of what was typed.
  const foot = document.createElement('p');
  foot.className = 'kept';
  foot.setAttribute('role', 'status');
  const say = (words) => {
    const text = words.replace('{t}', new Date().toTimeString().slice(0, 5));
    if (self.walk) { self.walk.say(text); foot.remove(); return; }
    if (!foot.isConnected) form.querySelector('.nav').after(foot);
    if (foot.textContent !== text) foot.textContent = text;
  };

  // keep saves what is typed: into the draft of a personal link, else onto the
  // device; it never stands in anybody's way.
  let timer, saving, changed = false;
  const keep = async (keepalive = false) => {
    clearTimeout(timer);
    if (!changed) return;
    changed = false;
    let saved = false;
    if ('draft' in form.dataset && !(self.walk && self.walk.local() && self.walk.offline())) {
      saving = new AbortController();
      try { saved = (await fetch(form.getAttribute('action') + '/draft', { method: 'POST', body: pairs(), keepalive, signal: saving.signal })).status === 204; self.walk?.lost(false); } catch (e) { if (e.name === 'AbortError') return; }
    }
    const here = self.walk && await self.walk.keep(!saved);
    if (saved) say(form.dataset.saved); else if (here) say(self.walk.fill('kept')); else if ('draft' in form.dataset) say(form.dataset.unsaved);
  };
  const typed = () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, 'draft' in form.dataset ? 1500 : 400);
    if (road) load();
  };
  form.addEventListener('input', typed);
  document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') keep(true); });
  if (road) setTimeout(load, 8000); // whoever only reads on the way out can go on, too

  form.addEventListener('submit', (e) => {
    const go = e.submitter && e.submitter.name ? e.submitter : form.querySelector('.go');
    clearTimeout(timer);
    if (saving) saving.abort();
    const alone = self.walk && self.walk.kit() && self.walk.offline();
    if (alone && go.name === '_go') {
      e.preventDefault();
      self.walk.press(go.value);
    } else if (alone && self.walk.grow(go)) {
      e.preventDefault();
    } else if (!navigator.onLine) {
      e.preventDefault();
      const box = document.getElementById('offline');
      box.hidden = false;
      box.querySelector('p').textContent = form.dataset.unkept;
      box.scrollIntoView({ behavior: 'instant' });
    } else {
      self.walk?.carry();
      if (self.walk && go.value === 'submit') self.walk.sent();
    }
  });

  const grouped = (f) => {
    const m = new Map();
    for (const [k, v] of new FormData(f)) if (typeof v === 'string' && !/^_(sid|page|lang|rev|end|trap|go)$/.test(k)) m.set(k, [...(m.get(k) || []), v]);
    return m;
  };
  const same = (a = [], b = []) => a.length === b.length && a.every((x, i) => x === b[i]);

  // follow takes up what the server made of the answers (a value that follows
  // from another), where nobody has changed it since it was asked.
  const follow = (sent, then) => {
    const now = grouped(form), made = grouped(then);
    for (const name of new Set([...sent.keys(), ...made.keys()])) {
      const want = made.get(name), ours = name.startsWith('_');
      if (same(want, sent.get(name)) || (!ours && !same(now.get(name), sent.get(name)))) continue;
      const left = [...(want || [])];
      const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]:not(button)`)];
      for (const e of fields) {
        if (e.type === 'hidden') e.remove();
        else if (/radio|checkbox/.test(e.type)) e.checked = left.includes(e.value);
        else if (e.type !== 'file') e.value = left.shift() ?? '';
      }
      if (fields.some((e) => e.isConnected)) continue;
      for (const value of want || []) form.querySelector('[name=_sid]').before(make('input', { type: 'hidden', name, value }));
    }
  };

  // carry puts what is filled in into a newer make of the same piece.
  const carry = (from, to) => {
    for (const e of to.querySelectorAll('input, select, textarea')) {
      const same = [...from.querySelectorAll(`[name="${CSS.escape(e.name)}"]`)];
      const twin = /radio|checkbox/.test(e.type) ? same.find((x) => x.value === e.value) : same[[...to.querySelectorAll(`[name="${CSS.escape(e.name)}"]`)].indexOf(e)];
      if (twin && /radio|checkbox/.test(e.type)) e.checked = twin.checked; else if (twin) e.value = twin.value;
    }
  };

  // settle makes the questions on the screen those of the server's page. What
  // is the same stays untouched; what is typed and where the cursor is stays.
  const settle = (page) => {
    const main = document.querySelector('main'), key = (e) => e.dataset.q || '';
    const old = [...main.children], next = [...page.querySelector('main').children];
    const active = document.activeElement, spot = active && main.contains(active) && { name: active.name, value: active.value, id: active.id };
    const kept = (e) => e.matches('#offline, #kept-notice, .notice, .summary');
    let before = null;
    const used = new Set();
    for (const n of next) {
      if (kept(n)) continue;
      let here = old.find((o) => !used.has(o) && !kept(o) && (key(n) ? key(o) === key(n) : !key(o) && o.outerHTML === n.outerHTML));
      if (here && here.dataset.v !== n.dataset.v) { // what it is made of has changed
        const fresh = document.importNode(n, true);
        carry(here, fresh);
        here.replaceWith(fresh);
        used.add(here);
        here = fresh;
      } else here ??= document.importNode(n, true);
      used.add(here);
      if (before ? before.nextElementSibling !== here : !here.isConnected) { if (before) before.after(here); else main.prepend(here); }
      before = here;
    }
    for (const o of old) if (o.isConnected && !used.has(o) && !kept(o)) o.remove();
    form.dispatchEvent(new Event('dress'));
    if (spot && !active.isConnected) {
      const again = (spot.id && document.getElementById(spot.id)) || [...form.elements].find((e) => e.name === spot.name && (!/radio|checkbox/.test(e.type) || e.value === spot.value));
      again?.focus({ preventScroll: true });
    }
  };

  // Questions that appear or vanish with an answer: the server decides, as it
  // does without scripts; what is on the screen stays as it is.
  let asking = null;
  const look = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    const sent = grouped(form);
    let page;
    try {
      const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: pairs('_go', 'look'), signal: asking.signal });
      if (!answer.ok) return;
      page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    } catch (e) { // overtaken, or no connection: then the kit shows them, else Next does
      if (e.name !== 'AbortError') self.walk?.lost(true);
      return;
    }
    settle(page);
    for (const part of ['.nav', '.progress']) {
      const now = document.querySelector(part), then = page.querySelector(part);
      if (now && then) now.replaceWith(document.importNode(then, true));
    }
    follow(sent, page.querySelector('form[data-form]'));
  };
  form.addEventListener('change', () => {
    if (self.walk && self.walk.local()) self.walk.refresh(); else if ('live' in form.dataset) look();
  });

  // What a thumb does better than a list comes with a script of its own, where a
  // screen has it.
  let touch;
  const dress = () => {
    if (touch || !form.querySelector('[data-rank], [data-sign], [data-slide], [data-all], [data-alone], [data-sum], [data-file], [data-map]')) return;
    touch = make('script', { src: form.dataset.touch });
    document.head.append(touch);
  };
  form.addEventListener('dress', dress);
  dress();

  form.addEventListener('input', (e) => {
    const limit = e.target.closest('.q')?.querySelector('.limit');
    if (!limit || !e.target.matches('textarea, input')) return;
    limit.dataset.full ??= limit.textContent;
    limit.textContent = e.target.value ? `${[...e.target.value].length} / ${limit.dataset.max}` : limit.dataset.full;
  });
})();
