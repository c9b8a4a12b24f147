// A survey form on the road: what was filled in is kept on the device, forms go
// on from screen to screen without a connection, and what is finished is sent
// when there is one again. Loaded once a form was touched, and by the worker.
//
// Two stores: "kits", what the server gave to go on with (by address), and
// "kept", what was filled in (by submission id): open, ready to be sent, or
// refused by the server; for an hour, that it was sent. Nothing refused is dropped; it comes back to whoever
// filled it in. A second sending meets the first one's receipt.
(() => {
  'use strict';
  const day = 864e5;
  const bounds = { open: 7 * day, ready: 60 * day, refused: 60 * day, sent: day / 24, kit: 14 * day };
  const control = ['_sid', '_page', '_lang', '_rev', '_seen', '_was', '_noted', '_count', '_trap', '_end', '_go', '_switch', '_more', '_less', '_all'];

  let base;
  const run = async (mode, store, work) => {
    base ??= new Promise((ok, no) => {
      const r = indexedDB.open('dealervoice-forms', 1);
      r.onupgradeneeded = () => {
        r.result.createObjectStore('kits', { keyPath: 'action' });
        r.result.createObjectStore('kept', { keyPath: 'sid' });
      };
      r.onsuccess = () => ok(r.result);
      r.onerror = () => no(r.error);
    });
    const t = (await base).transaction(store, mode, { durability: 'strict' });
    const asked = work(t.objectStore(store));
    return new Promise((ok, no) => { t.oncomplete = () => ok(asked.result); t.onerror = t.onabort = () => no(t.error); });
  };
  const get = (store, key) => run('readonly', store, (s) => s.get(key));
  const all = (store) => run('readonly', store, (s) => s.getAll());
  const put = (store, value) => run('readwrite', store, (s) => s.put(value));
  const drop = (store, key) => run('readwrite', store, (s) => s.delete(key));

  // sweep removes what has been here too long.
  const sweep = async () => {
    for (const e of await all('kept')) if (Date.now() - e.at > bounds[e.state]) await drop('kept', e.sid);
    for (const k of await all('kits')) if (Date.now() - k.at > bounds.kit) await drop('kits', k.action);
  };

  const own = (fields) => fields.filter(([name]) => !control.includes(name));

  // send hands in one answer. Only what this server says counts: a page of
  // somebody else's network in between leaves it waiting.
  const send = async (e) => {
    const more = e.reacts ? [['_was', 'e30']] : []; // {}: all of it was entered just now
    const list = [...own(e.fields), ['_sid', e.sid], ['_lang', e.lang], ...more], files = e.files || [];
    const body = files.length ? new FormData() : new URLSearchParams();
    for (const [name, v] of [...list, ...files, ['_end', '1']]) body.append(name, v);
    let r;
    try { r = await fetch(e.action, { method: 'POST', body, credentials: 'omit' }); } catch { return null; }
    const at = new URL(r.url);
    if (r.redirected && at.origin === location.origin && at.pathname.endsWith('/done')) {
      // Of the answers nothing stays; for an hour the device knows the receipt, for
      // a page that was loading while the worker sent.
      await put('kept', { sid: e.sid, action: e.action, state: 'sent', url: r.url, at: Date.now() });
      return { sid: e.sid, url: r.url };
    }
    if (![400, 404, 409, 410, 413, 415, 422].includes(r.status)) return null;
    await put('kept', { ...e, state: 'refused', status: r.status });
    return { sid: e.sid, refused: r.status };
  };
  const flush = async () => {
    const work = async () => {
      const out = [];
      for (const e of await all('kept')) {
        const done = e.state === 'ready' && await send(e);
        if (done) out.push(done);
      }
      return out;
    };
    return navigator.locks ? navigator.locks.request('dealervoice-send', work) : work();
  };

  // ---- Conditions, as survey/expression evaluates them ----
  const isList = Array.isArray;
  const empty = (v) => v == null || v === '' || v !== v || (typeof v === 'object' && (isList(v) ? !v.length : Object.values(v).every(empty)));
  const num = (v) => (v == null ? 0 : typeof v === 'object' && !isList(v) ? NaN : Number(v));
  const numeric = (v) => {
    if (typeof v === 'number') return Number.isFinite(v) ? v : null;
    if (typeof v !== 'string' || !v.trim() || /^\d{16,}$/.test(v.trim())) return null;
    const f = Number(v.split(',').length === 2 ? v.replace(',', '.') : v);
    return Number.isFinite(f) ? f : null;
  };
  const literal = (s) => {
    if (s === '') return s;
    if (/^(true|false)$/i.test(s)) return s.toLowerCase() === 'true';
    if (s.length > 1 && /^['"].*['"]$/s.test(s)) return s.slice(1, -1);
    const f = numeric(s);
    return f === null || /^0[^.,x]/.test(s) ? s : f;
  };
  const text = (v) => (v == null ? 'null' : typeof v === 'object' && !isList(v) ? '[object Object]' : String(v));
  const none = (v) => (v === 'undefined' || v === undefined ? null : v);
  const equal = (a, b) => {
    if ((a == null && b === '') || (b == null && a === '')) return true;
    a = none(a); b = none(b);
    if (typeof a === 'string' && typeof b === 'string') return a.trim().toLowerCase() === b.trim().toLowerCase();
    if (typeof a === 'number' && typeof b === 'number') return a === b;
    if (empty(a) !== empty(b)) return false;
    if (typeof a === 'boolean' && typeof b === 'string') return text(a) === b.toLowerCase();
    if (typeof b === 'boolean' && typeof a === 'string') return text(b) === a.toLowerCase();
    if (isList(a)) {
      if (!isList(b) || a.length !== b.length) return false;
      const sorted = (l) => [...l].sort((x, y) => (text(x) < text(y) ? -1 : text(x) > text(y) ? 1 : 0));
      const other = sorted(b);
      return sorted(a).every((x, i) => equal(x, other[i]));
    }
    if ((a && typeof a === 'object') || (b && typeof b === 'object')) {
      if (!a || !b || isList(b) || typeof a !== 'object' || typeof b !== 'object') return false;
      const keys = Object.keys(a);
      return keys.length === Object.keys(b).length && keys.every((k) => k in b && equal(a[k], b[k]));
    }
    if (a == null || b == null) return a == null && b == null;
    return num(a) === num(b);
  };
  const order = (a, b) => {
    if (a == null || b == null) return NaN;
    if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
    const ordered = (v) => typeof v === 'number' || (typeof v === 'string' && numeric(v) !== null);
    return ordered(a) && ordered(b) ? Math.sign(num(a) - num(b)) : NaN;
  };
  const rank = (a, b) => (typeof a === 'boolean') === (typeof b === 'boolean') && equal(a, b);
  // holds: 1 it does, 0 it does not, NaN neither "contains" nor "notcontains".
  const holds = (a, b) => {
    if (isList(a)) return a.length && (isList(b) ? b : [b]).every((w) => a.some((x) => equal(x, w))) ? 1 : 0;
    if (a == null || a === '' || a !== a || !b) return NaN;
    return text(a).toLowerCase().includes(text(b).toLowerCase()) ? 1 : 0;
  };
  const anyOf = (a, b) => {
    if (empty(a)) return empty(b);
    if (empty(b)) return true;
    if (!isList(a)) return holds(b, a) === 1;
    return isList(b) ? b.some((w) => holds(a, w) === 1) : holds(a, b) === 1;
  };
  const digits = (v) => (numeric(v) === null || Number.isInteger(v) ? 0 : (text(v).split('.')[1] || '').length);
  const round = (f, n) => (n > 0 && Math.abs(f) < 1e21 ? Number(f.toFixed(Math.min(n, 100))) : f);
  const reckon = {
    '+': (a, b) => (numeric(a) !== null && numeric(b) !== null ? (typeof a === 'string' || typeof b === 'string' ? text(a) + text(b) : round(a + b, Math.max(digits(a), digits(b)))) : a + b),
    '-': (a, b) => round(num(a) - num(b), Math.max(digits(a), digits(b))),
    '*': (a, b) => round(num(a) * num(b), digits(a) + digits(b)),
    '/': (a, b) => (b ? num(a) / num(b) : null),
    '%': (a, b) => (b ? num(a) % num(b) : null),
    '^': (a, b) => num(a) ** num(b),
    and: (a, b) => (a ? b : a),
    or: (a, b) => (a ? a : b),
  };
  const filled = (v, other) => (!empty(v) ? v : typeof other === 'number' ? 0 : typeof v === 'string' ? v : typeof other === 'string' ? '' : isList(other) ? [] : 0);
  const compare = {
    '=': equal, '!=': (a, b) => !equal(a, b),
    '<': (a, b) => order(a, b) < 0, '>': (a, b) => order(a, b) > 0,
    '<=': (a, b) => rank(a, b) || order(a, b) < 0, '>=': (a, b) => rank(a, b) || order(a, b) > 0,
    contains: (a, b) => holds(a, b) === 1,
    notcontains: (a, b) => (!a && !empty(b)) || holds(a, b) === 0,
    anyof: anyOf, noneof: (a, b) => !anyOf(a, b),
    allof: (a, b) => ((!a && !empty(b)) ? false : isList(b) ? b.every((w) => holds(a, w) === 1) : holds(a, b) === 1),
  };
  // Functions that need nothing but their arguments.
  const flat = (vs) => vs.flatMap((v) => (isList(v) ? flat(v) : v == null ? [] : [(typeof v === 'string' ? numeric(v) : null) ?? v]));
  const add = (t, v) => { const to = reckon['+'](t, v); return typeof to === 'number' ? round(to, Math.max(digits(t), digits(v))) : to; };
  const best = (vs, better) => flat(vs).reduce((b, v) => (better(v, b) ? v : b), flat(vs)[0] ?? null);
  const rounding = (how) => (vs) => {
    const [v, to] = flat(vs), f = numeric(v), n = to ? numeric(to) : 0;
    return f === null || n === null ? null : how(f, n);
  };
  const calls = {
    iif: (vs) => (vs.length < 2 ? null : (vs[0] ? vs[1] : vs[2]) ?? null),
    sum: (vs) => flat(vs).reduce(add, 0),
    avg: (vs) => (flat(vs).length ? num(calls.sum(vs)) / flat(vs).length : 0),
    min: (vs) => best(vs, (a, b) => a < b),
    max: (vs) => best(vs, (a, b) => a > b),
    count: (vs) => flat(vs).length,
    round: rounding((f, n) => Math.floor(f * 10 ** n * (1 + Number.EPSILON) + 0.5) / 10 ** n),
    trunc: rounding((f, n) => {
      if (n < 0 || n > 100) return null;
      const [whole, part = ''] = (/^-?\d+(\.\d*)?/.exec(text(f)) || ['NaN'])[0].split('.');
      return Number(`${whole}.${part.slice(0, n)}`);
    }),
  };
  const evaluate = (tree, lookup) => {
    if (tree === null) return null;
    const [op, x, y] = tree;
    if (op === 'c') return x;
    if (op === '$' || op === '#') {
      const v = lookup(x);
      return op === '$' && typeof v === 'string' ? literal(v) : v ?? null;
    }
    if (op === 'l') return tree.slice(1).map((t) => evaluate(t, lookup));
    if (op === 'f') return calls[x](tree.slice(2).map((t) => evaluate(t, lookup)));
    let a = evaluate(x, lookup);
    if (op === '!') return !a;
    if (op === 'empty') return empty(a);
    if (op === 'notempty') return !empty(a);
    let b = evaluate(y, lookup);
    if (compare[op]) return compare[op](a, b);
    if (!reckon[op] || (op === '+' && (isList(a) || isList(b)))) throw new Error(op);
    a = filled(a, b);
    return reckon[op](a, filled(b, a));
  };
  // find looks a dotted name up; letters match in either case.
  const find = (values, name) => {
    const low = name.toLowerCase();
    for (let cut = low.length; cut > 0; cut = low.lastIndexOf('.', cut - 1)) {
      const key = Object.keys(values).find((k) => k === name.slice(0, cut)) ?? Object.keys(values).find((k) => k.toLowerCase() === low.slice(0, cut));
      if (key === undefined || values[key] == null) continue;
      if (cut === low.length) return values[key];
      const v = values[key], rest = name.slice(cut + 1);
      if (rest === 'length' && (isList(v) || typeof v === 'string')) return v.length;
      return v && typeof v === 'object' && !isList(v) ? find(v, rest) : undefined;
    }
    return name.endsWith('.length') ? 0 : undefined;
  };
  // test tells whether a condition holds; one that cannot be told here holds.
  const test = (tree, lookup) => {
    let v;
    try { v = evaluate(tree, lookup); } catch { return true; }
    return v === true || (v !== false && v != null && num(v) === 1);
  };

  self.road = { get, all, put, drop, sweep, flush, own, control, evaluate, find, test, empty, numeric };
})();
