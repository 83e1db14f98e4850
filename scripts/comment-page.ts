/** A page that shows HTML as the body of a comment on a pull request; its script notes the page's height. */
export function commentPage(body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>The comment</title>
<style>${style}</style>
<div class="row">
  <div class="avatar" aria-hidden="true">⚙</div>
  <div class="comment">
    <div class="head"><b>github-actions</b><span class="bot">bot</span> commented now</div>
    <div class="body">${body}</div>
  </div>
</div>
<script>document.documentElement.dataset.height = Math.ceil(document.documentElement.getBoundingClientRect().height)</script>
</html>
`;
}

const style = `
* { box-sizing: border-box }
body { margin: 0; padding: 16px; background: #fff; color: #1f2328; font: 14px/1.5 "Liberation Sans", Arial, sans-serif, "Noto Color Emoji" }
.row { display: flex; gap: 14px; align-items: flex-start }
.avatar { flex: none; width: 40px; height: 40px; border-radius: 8px; background: #1f2328; color: #fff; font: 24px/40px "DejaVu Sans", sans-serif; text-align: center }
.comment { flex: 1; min-width: 0; border: 1px solid #d1d9e0; border-radius: 6px }
.head { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; color: #59636e }
.head b { color: #1f2328 }
.bot { margin: 0 4px; padding: 0 6px; border: 1px solid #d1d9e0; border-radius: 2em; font-size: 12px }
.body { padding: 16px }
.body > :first-child { margin-top: 0 }
.body > :last-child { margin-bottom: 0 }
h3 { margin: 0 0 12px; font-size: 20px }
h4 { margin: 18px 0 10px; font-size: 16px }
p, details, table { margin: 0 0 12px }
details > summary { cursor: pointer }
table { border-collapse: collapse }
th, td { padding: 5px 13px; border: 1px solid #d1d9e0 }
tr:nth-child(2n) td { background: #f6f8fa }
blockquote { margin: 0 0 12px; padding: 0 1em; border-left: 4px solid #d1d9e0; color: #59636e }
code { padding: 2px 5px; border-radius: 6px; background: #eff1f3; font: 12px "DejaVu Sans Mono", monospace }
a { color: #0969da }
sub { font-size: 12px }
`;
