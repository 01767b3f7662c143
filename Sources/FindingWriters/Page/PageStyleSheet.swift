/// How the page looks, on a screen and on paper.
enum PageStyleSheet {
  static let css = """
    :root { --error: #c0272d; --warning: #b36b00; --note: #1f6fb2; --line: #555; }
    * { box-sizing: border-box; }
    body { margin: 0 auto; padding: 1.2rem 1.6rem 3rem; max-width: 74rem; color: #222; background: #fff;
      font: 15px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "SimSun", sans-serif; }
    h1 { font-size: 1.5rem; margin: 0 0 .6rem; text-align: center; }
    h2 { font-size: 1.15rem; margin: 2rem 0 .3rem; border-bottom: 2px solid #222; padding-bottom: .2rem; }
    .facts, .origin, footer { color: #666; font-size: .85rem; margin: .2rem 0 .8rem; }
    .origin { margin: 0; }
    a { color: inherit; text-decoration-color: #999; }
    .contents { margin: 1rem auto; }
    .contents td.none { color: #999; }
    .findings { padding-left: 2.2rem; margin: .5rem 0 1.5rem; }
    .findings li { margin: .35rem 0; padding: .25rem .5rem; border-left: 3px solid #ccc; break-inside: avoid; }
    .findings li.error { border-color: var(--error); }
    .findings li.warning { border-color: var(--warning); }
    .findings li.note { border-color: var(--note); }
    .badge { display: inline-block; padding: 0 .45em; margin-right: .4em; border-radius: .2em; color: #fff; font-size: .8rem; background: #666; }
    li.error .badge { background: var(--error); }
    li.warning .badge { background: var(--warning); }
    li.note .badge { background: var(--note); }
    .code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .82rem; color: #555; }
    .place { font-weight: 600; }
    .advice { color: #14632b; }
    blockquote { margin: .15rem 0; padding-left: .8rem; border-left: 2px solid #ddd; color: #444; font-size: .9rem; }
    mark { background: #ffe08a; color: inherit; padding: 0 .1em; }
    .clean { padding: .6rem 1rem; background: #e9f6ec; color: #14632b; border-radius: .3rem; }
    .refused { padding: .6rem 1rem; background: #fbe9ea; color: var(--error); border-radius: .3rem; }
    figure { margin: 1.4rem 0; }
    figcaption { font-weight: 700; margin-bottom: .35rem; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; margin: 0 auto; background: #fff; font-size: .86rem; }
    th, td { border: 1px solid var(--line); padding: .22rem .4rem; text-align: center; vertical-align: middle; }
    th { font-weight: 400; background: #f6f6f4; }
    .requests th { max-width: 19rem; }
    .disputes th { min-width: 2.9rem; }
    td { min-width: 3.2rem; position: relative; scroll-margin: 6rem; }
    td .due { display: block; font-size: .78rem; font-weight: 700; line-height: 1.2; }
    td sup { font-size: .65rem; line-height: 1; margin-left: .2em; }
    td.part.error { background: #fdecec; }
    td.part.warning { background: #fdf3e1; }
    td.part.note { background: #e9f2fa; }
    td.wrong { outline: 3px solid var(--error); outline-offset: -2px; background: #f9d0d2; }
    td.wrong .value { text-decoration: line-through; }
    td.wrong .due { color: var(--error); }
    td.missing .value { color: #999; }
    td.inferred .value { font-style: italic; border-bottom: 1px dotted; }
    td:target, li:target { box-shadow: inset 0 0 0 3px #f2b200; }
    td.error, td.warning, td.note { font-weight: 600; }
    @page { size: A4; margin: 14mm 12mm; }
    @media print {
      body { padding: 0; max-width: none; font-size: 10.5pt; }
      .report + .report { break-before: page; }
      figure, tr { break-inside: avoid; }
      table { font-size: 8.5pt; width: 100%; }
      .disputes table { font-size: 7.5pt; }
      .scroll { overflow: visible; }
      td, th { padding: .12rem .2rem; min-width: 0 !important; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    }

    """
}
