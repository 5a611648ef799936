// The search box: <script type="module" src="…/dateline.js"></script>
//   <dateline-search endpoint="https://search.example.org"><form action="https://search.example.org/"><input name="q"></form></dateline-search>
// What stands inside is for readers without JavaScript. No dependency, no cookie, nothing stored, nothing sent but the text typed.
//
// Attributes: endpoint (default: where this file comes from), action (page that shows results; default: endpoint + "/"), placeholder,
// label. It is dark where the page is, by color-scheme. Custom properties: --dateline-accent, --dateline-ink, --dateline-paper,
// --dateline-line, --dateline-font, --dateline-size.
const home = new URL(import.meta.url).origin;
const groups = [['person', 'People', 'person'], ['place', 'Places', 'place'], ['org', 'Organizations', 'organization'], ['article', 'Headlines', 'headline']];
const style = new CSSStyleSheet();
style.replaceSync(`
:host { display: block; position: relative; font: var(--dateline-size, 1rem)/1.4 var(--dateline-font, system-ui, sans-serif);
  --_ink: var(--dateline-ink, light-dark(#1a1a1a, #e9e6df)); --_paper: var(--dateline-paper, light-dark(#fff, #15161a));
  --_line: var(--dateline-line, light-dark(#8a867d, #5b5c63)); --_accent: var(--dateline-accent, light-dark(#8c1d18, #e2786f)); color: var(--_ink); }
form { display: flex; margin: 0; }
input { flex: 1; min-width: 0; font: inherit; color: inherit; background: var(--_paper); border: 1px solid var(--_line); padding: .6em .8em; border-radius: 0; }
input:placeholder-shown { text-overflow: ellipsis; }
button { font: inherit; font-weight: 600; border: 1px solid var(--_accent); background: var(--_accent); color: var(--_paper); padding: 0 1.2em; min-height: 44px; }
input::-webkit-search-cancel-button { filter: grayscale(1); }
input:focus-visible { outline: 2px solid var(--_accent); outline-offset: -2px; }
button:focus-visible { outline: 2px solid var(--_accent); outline-offset: 1px; }
.list { position: absolute; z-index: 10; inset-inline: 0; top: 100%; margin: 2px 0 0; padding: .3em 0; background: var(--_paper);
  border: 1px solid var(--_line); max-height: 70vh; overflow: auto; }
[role=group] > b { display: block; padding: .7em 1.2em .1em; font-size: .75em; opacity: .75; }
[role=group] + [role=group] { border-top: 1px solid color-mix(in srgb, var(--_line) 40%, transparent); margin-top: .3em; }
[role=option] { display: flex; justify-content: space-between; gap: 1em; padding: .4em .9em; min-height: 44px; box-sizing: border-box; align-items: center; cursor: pointer; }
[role=option][aria-selected=true] { background: var(--_accent); color: var(--_paper); }
[role=option] bdi b { font-weight: 700; }
[role=option] small { opacity: .8; flex: none; font-variant-numeric: tabular-nums; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (forced-colors: active) { [role=option][aria-selected=true] { outline: 2px solid Highlight; } }`);

const element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};
/// `text` with the beginnings of words that were typed in bold.
const marked = (text, typed) => {
  const words = typed.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (!words.length) return [text];
  const begun = new RegExp(`(?<![\\p{L}\\p{N}])(${words.join('|')})`, 'giu');
  return text.split(begun).map((part, n) => (n % 2 ? element('b', {}, part) : part));
};
const articles = (count) => `${count.toLocaleString()} ${count === 1 ? 'article' : 'articles'}`;

class DatelineSearch extends HTMLElement {
  #active = -1; #items = []; #timer; #request; #announce; #asked = '';

  connectedCallback() {
    if (this.shadowRoot) return;
    const label = this.getAttribute('label') ?? 'Search the archive';
    // Inside stands a form for readers without JavaScript; what else it would send is sent from here, too.
    const own = this.querySelector('form');
    this.endpoint = (this.getAttribute('endpoint') ?? own?.action ?? home).replace(/\/$/, '');
    this.action = this.getAttribute('action') ?? this.endpoint + '/';
    this.input = element('input', { name: 'q', type: 'search', role: 'combobox', 'aria-label': label, 'aria-autocomplete': 'list',
      'aria-expanded': 'false', 'aria-controls': 'list', autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false', dir: 'auto',
      placeholder: this.getAttribute('placeholder') ?? '' });
    this.list = element('div', { id: 'list', class: 'list', role: 'listbox', 'aria-label': 'Suggestions', hidden: '' });
    this.status = element('div', { role: 'status', class: 'unseen' });
    this.form = element('form', { role: 'search', action: this.action, method: 'get' }, this.input, element('button', {}, 'Search'));
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    root.append(this.form, this.list, this.status);
    this.input.value = own?.elements.q?.value ?? '';
    if (own?.elements.q?.autofocus) this.input.focus();
    this.form.addEventListener('submit', (event) => {
      if (!own?.elements.q) return;
      event.preventDefault();
      own.elements.q.value = this.input.value;
      own.submit();
    });
    this.input.addEventListener('input', () => this.#later());
    this.input.addEventListener('keydown', (event) => this.#key(event));
    this.input.addEventListener('blur', () => this.#close());
    // The text field keeps the focus when an option is pressed.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) this.#go(this.#items[Number(option.id.slice(7))]);
    });
  }

  disconnectedCallback() { clearTimeout(this.#timer); clearTimeout(this.#announce); this.#request?.abort(); }

  #later() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    if (!this.input.value.trim()) return this.#close();
    this.#timer = setTimeout(() => this.#ask(), 150);
  }

  async #ask() {
    const typed = this.input.value;
    const request = this.#request = new AbortController();
    try {
      const response = await fetch(`${this.endpoint}/api/suggest?q=${encodeURIComponent(typed)}`, { signal: request.signal, credentials: 'omit' });
      if (!response.ok) return this.#close();
      const { suggestions } = await response.json();
      if (request.signal.aborted || typed !== this.input.value) return;
      this.#asked = typed;
      this.#show(suggestions);
    } catch { if (!request.signal.aborted) this.#close(); }
  }

  #show(suggestions) {
    this.#items = groups.flatMap(([kind]) => suggestions.filter((one) => one.kind === kind));
    this.list.replaceChildren();
    let number = 0;
    const counts = [];
    for (const [kind, heading, single] of groups) {
      const members = this.#items.filter((one) => one.kind === kind);
      if (!members.length) continue;
      counts.push(`${members.length} ${members.length === 1 ? single : heading.toLowerCase()}`);
      const group = element('div', { role: 'group', 'aria-labelledby': `head-${kind}` }, element('b', { id: `head-${kind}`, role: 'presentation' }, heading));
      for (const one of members) {
        const many = one.count === undefined ? '' : articles(one.count);
        group.append(element('div', { role: 'option', id: `option-${number++}`, 'aria-selected': 'false' },
          element('bdi', {}, ...marked(one.value, this.#asked)), element('span', { class: 'unseen' }, kind === 'article' ? ', headline' : `, ${kind}, `),
          element('small', { dir: 'ltr' }, many)));
      }
      this.list.append(group);
    }
    this.#activate(-1);
    this.#open(this.#items.length > 0 && this.shadowRoot.activeElement === this.input);
    this.#say(counts.length ? `${this.#items.length} suggestion${this.#items.length === 1 ? '' : 's'}: ${counts.join(', ')}` : 'No suggestions');
  }

  #say(text) {
    clearTimeout(this.#announce);
    this.#announce = setTimeout(() => { this.status.textContent = text; }, 500);
  }

  #open(open) {
    this.list.hidden = !open;
    this.input.setAttribute('aria-expanded', String(open));
    if (!open) this.#activate(-1);
  }

  #close() { clearTimeout(this.#timer); this.#request?.abort(); this.#open(false); }

  #activate(number) {
    this.#active = number;
    this.list.querySelectorAll('[role=option]').forEach((option, n) => {
      option.setAttribute('aria-selected', String(n === number));
      if (n === number) option.scrollIntoView({ block: 'nearest' });
    });
    if (number < 0) this.input.removeAttribute('aria-activedescendant');
    else this.input.setAttribute('aria-activedescendant', `option-${number}`);
  }

  #go(item) {
    if (!item) return;
    if (item.kind !== 'article') {
      location.assign(`${this.action}?${new URLSearchParams({ [item.kind]: item.value })}`);
    } else {
      location.assign(/^https?:\/\//i.test(item.url) ? item.url : `${this.endpoint}/article/${encodeURIComponent(item.id)}`);
    }
  }

  #key(event) {
    if (event.isComposing) return;
    const open = !this.list.hidden, last = this.#items.length - 1;
    const fresh = this.#asked === this.input.value && last >= 0;
    if (event.key === 'ArrowDown' || (event.key === 'ArrowUp' && !event.altKey)) {
      event.preventDefault();
      if (!open && fresh) this.#open(true);
      else if (!open && this.input.value.trim()) this.#ask();
      if (event.altKey || !fresh) return;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.#activate(this.#active + step > last ? -1 : this.#active + step < -1 ? last : this.#active + step);
    } else if (event.key === 'ArrowUp') {
      event.preventDefault();
      this.#close();
    } else if (event.key === 'Enter' && open && this.#active >= 0) {
      event.preventDefault();
      this.#go(this.#items[this.#active]);
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (open) this.#close(); else this.input.value = '';
    } else if (['Home', 'End', 'ArrowLeft', 'ArrowRight'].includes(event.key)) {
      this.#activate(-1);
    } else if (event.key === 'Tab') {
      this.#close();
    }
  }
}
customElements.define('dateline-search', DatelineSearch);
