/** The one style sheet of the counter page: screen, phone and paper. Fonts are those of the machine. */
export const style = `
:root {
  --ink: #1c2330; --soft: #566074; --line: #d9dee7; --paper: #fff; --ground: #f3f5f9; --accent: #0b5cad;
  --good: #0f6b3c; --good-ground: #e5f4ec; --caution: #8a4b00; --caution-ground: #fdf1dd; --ended: #a3161d; --ended-ground: #fce8e8;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.65 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif; }
a { color: var(--accent); text-underline-offset: .2em; }
.skip { position: absolute; left: -999rem; }
.skip:focus { position: static; display: block; padding: .5rem 1rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
header.top { background: var(--paper); border-bottom: 1px solid var(--line); }
header.top > div, main, footer { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
header.top > div { display: flex; align-items: center; gap: .75rem 2rem; padding-block: .9rem; flex-wrap: wrap; }
.brand { font-size: 1.05rem; font-weight: 700; color: var(--ink); text-decoration: none; white-space: nowrap; }
.brand small { font-weight: 400; color: var(--soft); margin-left: .4rem; }
main { padding-block: 1.75rem 2.5rem; }
footer { color: var(--soft); font-size: .85rem; padding-block: 0 2.5rem; }
h1 { font-size: 1.65rem; line-height: 1.35; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 0 0 .75rem; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
.small { font-size: .875rem; }
.en { color: var(--soft); font-size: .8rem; font-weight: 400; }
code, .code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace; letter-spacing: .02em; overflow-wrap: anywhere; }
section { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.4rem 1.5rem; margin: 0 0 1.1rem; }
section.head { padding: 1.6rem 1.5rem 1.5rem; }
form.search { display: flex; gap: .6rem; flex: 1 1 20rem; }
input[type=search], input[type=text] { flex: 1; min-width: 0; font: inherit; color: inherit; padding: .55rem .8rem; border: 1px solid #8b95a7;
  border-radius: 8px; background: var(--paper); }
button, .button { font: inherit; font-weight: 600; padding: .55rem 1.3rem; border: 1px solid var(--accent); border-radius: 8px; background: var(--accent);
  color: #fff; cursor: pointer; white-space: nowrap; text-decoration: none; display: inline-block; }
button.second { background: var(--paper); color: var(--accent); }
.big form.search { margin: 1rem 0 .4rem; }
.big input[type=search] { font-size: 1.15rem; padding: .8rem 1rem; }
.big button { font-size: 1.05rem; }
label.above { display: block; font-weight: 600; }
.badge { display: inline-block; padding: .1rem .7rem; border-radius: 999px; font-weight: 700; font-size: .92rem; white-space: nowrap; }
.good { color: var(--good); background: var(--good-ground); }
.caution { color: var(--caution); background: var(--caution-ground); }
.ended { color: var(--ended); background: var(--ended-ground); }
.status { border-radius: 8px; padding: .8rem 1rem; margin: 1.1rem 0 0; }
.status strong { font-size: 1.2rem; display: block; }
.status .en { color: inherit; margin-left: .5rem; white-space: nowrap; }
.title { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .3rem 1.5rem; margin: 0 0 1rem; padding-bottom: .8rem; border-bottom: 1px solid var(--line); }
.title strong { font-size: 1.05rem; }
.notice { border-left: 4px solid var(--caution); background: var(--caution-ground); color: #4d2b00; padding: .65rem 1rem; border-radius: 4px; margin: .75rem 0 0; }
.notice.calm { border-color: var(--good); background: var(--good-ground); color: #0a3d23; }
.notice.ended { border-color: var(--ended); background: var(--ended-ground); color: #5c0c10; }
.head .code { font-size: 1.1rem; }
dl.facts { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 2rem; margin: 0; }
dl.facts > div { border-top: 1px solid var(--line); padding: .55rem 0; }
dl.facts > div.wide { grid-column: 1 / -1; }
dt { color: var(--soft); font-size: .85rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .5rem .9rem .5rem 0; border-top: 1px solid var(--line); overflow-wrap: break-word; }
thead th { border-top: 0; color: var(--soft); font-weight: 500; font-size: .85rem; white-space: nowrap; }
ul.plain, ol.plain { list-style: none; margin: 0; padding: 0; }
ul.matches li { border-top: 1px solid var(--line); }
ul.matches li:first-child { border-top: 0; }
ul.matches a { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; padding: .75rem 0; color: inherit; text-decoration: none; }
ul.matches a:hover .name { text-decoration: underline; }
ul.matches .name { font-weight: 600; color: var(--accent); font-size: 1.05rem; }
ul.matches .why { flex-basis: 100%; color: var(--soft); font-size: .875rem; }
ol.history > li { border-top: 1px solid var(--line); padding: .9rem 0; }
ol.history > li:first-child { border-top: 0; padding-top: 0; }
ol.history h3 { font-size: 1rem; margin: 0; }
ol.history h3 time { font-variant-numeric: tabular-nums; margin-right: .7rem; }
ol.history dl { margin: .35rem 0 0; }
ol.history dl > div { display: grid; grid-template-columns: 11rem minmax(0, 1fr); gap: .2rem 1rem; padding: .15rem 0; }
del { color: var(--soft); } ins { text-decoration: none; font-weight: 600; }
.actions { display: flex; flex-wrap: wrap; gap: .7rem; margin-top: 1.25rem; align-items: center; }
input[type=file] { font: inherit; max-width: 100%; }
.sheet .verify { display: flex; gap: 1.25rem; align-items: center; }
.sheet svg { width: 8rem; height: 8rem; flex: none; }
@media (max-width: 40rem) {
  body { font-size: 16px; }
  header.top > div, main, footer { padding-inline: .9rem; }
  main { padding-block: 1rem 2rem; }
  section, section.head { padding: 1.1rem 1rem; border-radius: 8px; }
  h1 { font-size: 1.35rem; }
  dl.facts { grid-template-columns: 1fr; }
  ol.history dl > div { grid-template-columns: 1fr; gap: 0; padding: .3rem 0; }
  .big form.search { flex-wrap: wrap; }
  .big form.search button { flex: 1 1 100%; padding-block: .75rem; }
  table.stack thead { position: absolute; left: -999rem; }
  table.stack tr { display: block; border-top: 1px solid var(--line); padding: .5rem 0; }
  table.stack tr:first-child { border-top: 0; }
  table.stack td, table.stack th { display: grid; grid-template-columns: 7rem minmax(0, 1fr); border: 0; padding: .15rem 0; }
  table.stack td::before, table.stack th::before { content: attr(data-label); color: var(--soft); font-size: .85rem; font-weight: 400; }
  .sheet .verify { align-items: flex-start; }
  .sheet svg { width: 6.5rem; height: 6.5rem; }
}
@media print {
  @page { size: A4; margin: 14mm 16mm; }
  body { background: #fff; font-size: 10pt; line-height: 1.4; }
  header.top, footer, .screen, .skip { display: none; }
  main { max-width: none; padding: 0; }
  p { margin: 1mm 0; }
  section, section.head { border: 0; border-radius: 0; padding: 0; margin: 0 0 4mm; break-inside: avoid; }
  h1 { font-size: 16pt; }
  h2 { font-size: 11pt; border-bottom: 1pt solid #000; padding-bottom: .5mm; margin-bottom: .5mm; }
  .title { border-color: #000; margin-bottom: 3mm; padding-bottom: 2mm; }
  .status, .notice, .badge { background: none; border: 1pt solid #000; color: #000; padding: 1.5mm 3mm; margin-top: 2mm; }
  .notice { border-width: 0 0 0 3pt; padding-block: .5mm; }
  .status .notice { margin-inline: 0; }
  dl.facts > div { padding: .6mm 0; }
  dl.facts > div:first-child, dl.facts > div:nth-child(2), .scroll thead th { border-top: 0; }
  th, td { padding-block: .8mm; }
  a { color: inherit; text-decoration: none; }
  .soft, dt, .en, thead th { color: #333; }
  .sheet svg { width: 28mm; height: 28mm; }
}
`;
