// Writes NotoSansSC-subset.ttf: the glyphs that charts need, out of the full Noto Sans SC.
// Run by `go generate ./analysis/chart` through subset.sh, which installs the two packages.
//
// What is in it: all of GB 2312 (6,763 Chinese characters and its symbols), Latin with
// accents, Greek, punctuation, arrows and figures of daily use, and characters of personal
// and firm names that came into use after GB 2312. Anything else is drawn as a box.
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

const [, , modules, target] = process.argv
const require = createRequire(modules + '/')
const subset = require('subset-font')

const gb2312 = () => {
  const decoder = new TextDecoder('gbk')
  let text = ''
  for (let row = 0xa1; row <= 0xf7; row++) {
    if (row > 0xa9 && row < 0xb0) continue
    for (let cell = 0xa1; cell <= 0xfe; cell++) text += decoder.decode(new Uint8Array([row, cell]))
  }
  return text.replaceAll('\ufffd', '')
}
const range = (from, to) => String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, i) => from + i))

const latin = range(0x20, 0x7e) + range(0xa0, 0x17f) + range(0x391, 0x3c9) + range(0x1e80, 0x1e85) + 'ẞƒˆ˜'
const signs = range(0x2010, 0x2027) + range(0x2030, 0x203a) + range(0x2070, 0x208e) +
  range(0x2190, 0x2193) + '€№™Ω℃−∙√∞∫≈≠≤≥■□▪▲△▶▼▽◀◆◇○●★☆✓✔✗✘♀♂'
const wide = range(0x3000, 0x3020) + range(0xff01, 0xff5e) + range(0xffe0, 0xffe6)
const names = '喆堃昇珺瑀翀赟犇翚玥旻垚焱淼鑫婕怡昶祎濛玮珏琪璟瑄瑗璇璐玙珩琰瑾瑜璞烜炜煜熠燊' +
  '晗晞晔暐曌昉昀晁旸彧翊翙翛翯翾芃芮苒茜莜莹菡萱葳蓁蕙薇蘅嫄嫣婳娴妤妘姣姝姮甯竑劼勍勔劭骐骏骁骅' +
  '镕镔钰钲铖锜锟镠鏐涵泓沄沅洺浠湉滢漪潇澍濬灏岚峤嵘嵚崟巘弢弘彤忞忻恺惇愫慜懿拓揆敉斐斌昙栩桢梓楠榕槿' +
  '樾橦檬欤歆毓沣沨泷泺浉浥淏湜溦皓皞盱睿祺禛禔秾稷穆笃筠箐箫粲绮缦缨罡羿翥聿肇臻舒舸艾' +
  '邕邗邺郢郯鄢鄞酃醴闫阚隗隽雍霁霈霖霏靓韡韫韬顗颀颢飏馨骢鲲鸢鹍鹏黛龑龢㛃䶮囍淦濉亳歙暹'

const font = await readFile(modules + '/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf')
const out = await subset(font, gb2312() + latin + signs + wide + names, {
  targetFormat: 'sfnt',
  noHinting: true,
  noLayoutClosure: true,
  keepFeatures: [],
  dropTables: ['GSUB', 'GPOS', 'GDEF', 'BASE', 'DSIG', 'VORG', 'vhea', 'vmtx', 'STAT', 'gasp'],
  preserveNameIds: [0, 13, 14],
})
await writeFile(target, out)
console.log(`${target}: ${out.length} bytes`)
