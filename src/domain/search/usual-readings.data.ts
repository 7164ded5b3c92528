/**
 * Characters of names that people read in more than one way: a search finds them under each. What a dictionary lists
 * beyond these (大 as dài, 和 as huó) nobody types.
 */
const lines = `
长 chang zhang|行 hang xing|乐 le yue|重 chong zhong|都 du dou|单 dan shan|朝 chao zhao|会 hui kuai|盛 sheng cheng|晟 sheng cheng
厦 xia sha|曾 zeng ceng|盖 gai ge|石 shi dan|调 diao tiao|传 chuan zhuan|解 jie xie|柏 bai bo|泊 bo po|宿 su xiu|绿 lv lu
藏 cang zang|校 xiao jiao|降 jiang xiang|尉 wei yu|查 cha zha|仇 chou qiu|区 qu ou|朴 piao pu|翟 zhai di|缪 miao mou
乘 cheng sheng|车 che ju|参 can shen|弹 dan tan|贾 jia gu|句 ju gou|洗 xi xian|员 yuan yun|郇 xun huan|隗 wei kui
召 zhao shao|铅 qian yan|蔚 wei yu|药 yao yue|茜 qian xi|莘 xin shen|涌 yong chong|浒 hu xu|堡 bao bu pu|埔 pu bu|番 fan pan
六 liu lu|浚 jun xun|奇 qi ji|巷 xiang hang|拓 tuo ta|露 lu lou|落 luo la|率 lv shuai|轧 ya zha|扎 zha za|禅 chan shan
勒 le lei|强 qiang jiang|瞿 qu ju|覃 qin tan|折 zhe she|卜 bo bu|沁 qin xin|薄 bo bao|澄 cheng deng|颉 xie jie`;

/** Every reading that a search goes by; the first is that of most names. Characters with one reading are not in it. */
export const usualReadings: ReadonlyMap<string, readonly string[]> = new Map(
  lines
    .trim()
    .split(/[\n|]/)
    .map((line) => {
      const [character = '', ...readings] = line.split(' ');
      return [character, readings] as const;
    }),
);
