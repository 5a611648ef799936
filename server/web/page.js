// What the search page gains with JavaScript: a span of time chosen by drawing over the bars, word of a slow or missing
// connection. Everything works without it.
const bars = [...document.querySelectorAll('.timeline li')];
const list = document.querySelector('.timeline ol');

function brush() {
  let first = -1, last = -1;
  const at = (event) => bars.findIndex((bar) => {
    const box = bar.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX < box.right;
  });
  const show = () => bars.forEach((bar, n) => bar.classList.toggle('in', first >= 0 && n >= Math.min(first, last) && n <= Math.max(first, last)));
  const end = () => { first = last = -1; show(); };
  list.addEventListener('pointerdown', (event) => {
    if (event.button !== 0 || event.ctrlKey || event.metaKey) return;
    first = last = at(event);
    list.setPointerCapture(event.pointerId);
    show();
  });
  list.addEventListener('pointermove', (event) => {
    if (first < 0) return;
    const here = at(event);
    if (here >= 0) last = here;
    show();
  });
  list.addEventListener('pointerup', () => {
    if (first < 0) return;
    const [from, to] = [Math.min(first, last), Math.max(first, last)].map((n) => bars[n].querySelector('a').dataset.time);
    const there = new URL(bars[0].querySelector('a').href);
    there.searchParams.set('from', from);
    there.searchParams.set('to', to);
    location.assign(there);
  });
  list.addEventListener('pointercancel', end);
  list.addEventListener('dragstart', (event) => event.preventDefault());
  // The press has been answered above; keys still follow the link.
  list.addEventListener('click', (event) => { if (event.detail > 0 && !event.ctrlKey && !event.metaKey) event.preventDefault(); });
  addEventListener('keydown', (event) => { if (event.key === 'Escape') end(); });
  document.querySelector('.brush-hint').hidden = false;
}
if (list) brush();

const state = document.createElement('p');
state.className = 'state';
state.setAttribute('role', 'status');
document.querySelector('main')?.prepend(state);
let slow;
addEventListener('beforeunload', () => { slow = setTimeout(() => { state.textContent = 'Still searching …'; }, 1500); });
addEventListener('pageshow', () => { clearTimeout(slow); state.textContent = navigator.onLine ? '' : 'You are offline: what you see may be old'; });
addEventListener('offline', () => { state.textContent = 'You are offline: what you see may be old'; });
addEventListener('online', () => { state.textContent = ''; });
