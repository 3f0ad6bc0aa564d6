#include "chengjie/reading/surnames.h"

#include <algorithm>

#include "chengjie/text/chars.h"

namespace chengjie::reading {
namespace {

// The most frequent family names of one character (they cover over 95 % of people).
constexpr std::u32string_view kSingle =
    U"李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁"
    U"魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊"
    U"金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温"
    U"芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅"
    U"莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄"
    U"单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿"
    U"戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇"
    U"肖闫佘綦湛桑敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗";
constexpr std::u32string_view kDouble[] = {U"欧阳", U"上官", U"司马", U"诸葛", U"夏侯",
                                           U"皇甫", U"尉迟", U"公孙", U"慕容", U"司徒",
                                           U"令狐", U"东方", U"端木", U"南宫"};

}  // namespace

bool person_name(std::u32string_view s) {
  if (s.size() < 2 || s.size() > 4 || !std::all_of(s.begin(), s.end(), text::is_han)) {
    return false;
  }
  auto const twin =
      std::any_of(std::begin(kDouble), std::end(kDouble), [&](auto d) { return s.starts_with(d); });
  return twin ? s.size() > 2 : s.size() < 4 && kSingle.find(s.front()) != std::u32string_view::npos;
}

}  // namespace chengjie::reading
