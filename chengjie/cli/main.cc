// The command line as a table. What a command does stands in its own file.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <tuple>

#include "chengjie/cli/commands.h"
#include "chengjie/cli/usage.h"

namespace {

using namespace chengjie;

std::string clock_text(char const* format) {
  auto const now = std::time(nullptr);
  auto local = std::tm{};
  localtime_r(&now, &local);
  auto text = std::string(64, '\0');
  text.resize(std::strftime(text.data(), text.size(), format, &local));
  return text;
}

std::string from_environment(char const* name, std::string fallback) {
  auto const* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? std::move(fallback) : std::string{value};
}

struct Program {
  CLI::App app{"承接：读区域的文件和台账，回答接什么、放哪里、怎么留、成效如何，每个数都有出处",
               "chengjie"};
  cli::Common common;
  std::function<int()> run;
  std::string ledger_option;

  // The options that every command takes, and what it runs.
  CLI::App* command(CLI::App* parent, char const* name, char const* help,
                    std::function<int()> body) {
    auto* const sub = parent->add_subcommand(name, help);
    sub->add_option("--ledger", ledger_option,
                    "账本：路径或 postgresql://（默认 $CHENGJIE_LEDGER，否则 var/region.db）");
    sub->add_option("--today", common.today, "今天的日期 YYYY-MM-DD");
    sub->add_option("--region", common.region, "区域名（默认账本的本区域）");
    sub->add_option("--lang", common.lang, "输出语言")->check(CLI::IsMember({"zh", "en"}));
    sub->add_option("--threads", common.threads, "线程数")->check(CLI::Range(0, 256));
    sub->add_flag("--json", common.json, "输出 JSON");
    sub->callback([this, body = std::move(body)] { run = body; });
    return sub;
  }
};

}  // namespace

int main(int argc, char** argv) {
  auto p = Program{};
  auto& common = p.common;
  common.today = clock_text("%Y-%m-%d");
  common.now = clock_text("%Y-%m-%dT%H:%M:%S");
  common.terminal_out = isatty(STDOUT_FILENO) == 1;
  common.terminal_err = isatty(STDERR_FILENO) == 1;
  p.app.require_subcommand(1);

  auto read = cli::Read{};
  auto* c = p.command(&p.app, "read", "读文件，得到带原文出处的数字（JSON Lines）",
                      [&] { return cli::read(common, read); });
  c->add_option("paths", read.paths, "文件或文件夹");
  c->add_flag("--keep", read.keep, "记入账本");
  c->add_flag("--stdin", read.from_stdin, "从标准输入逐行取路径或 JSON 对象");
  c->add_option("--date", read.date, "文件日期（文件里没写时用）");
  c->add_option("--what", read.what, "要什么")
      ->check(CLI::IsMember({"facts", "quantities", "entities", "relations", "clauses"}));
  c->add_flag("--why", read.why, "每个字段是哪条规则、哪些字决定的");
  c->add_option("--replaces", read.replaces, "这个文件替代账本里的哪一个（文件名或哈希）");
  c->add_flag("--again", read.again, "文件夹里账本已读过的文件也再读一遍");

  auto review = cli::Review{};
  c = p.command(&p.app, "review", "复核读出的事实：列出待核的，确认、更正或剔除",
                [&] { return cli::review(common, review); });
  c->add_option("action", review.action, "list（默认）、accept、correct、reject")
      ->check(CLI::IsMember({"list", "accept", "correct", "reject"}));
  c->add_option("marks", review.marks, "事实的出处标记");
  c->add_option("--below", review.below, "list：把握低于此值的")->check(CLI::Range(0.0, 1.0));
  c->add_option("--limit", review.limit, "list：最多列几条")->check(CLI::NonNegativeNumber);
  c->add_option("--by", review.by, "谁复核（默认本机用户）");
  c->add_option("--why", review.why, "理由（correct、reject 必写）");
  c->add_option("--value", review.value, "改数值：基本单位的数，或“3.12亿元”");
  for (auto const& [name, field, help] :
       {std::tuple{"--subject", &review.subject, "改主体"},
        {"--indicator", &review.indicator, "改指标"},
        {"--period", &review.period, "改时期，如 2025-H1"},
        {"--unit", &review.unit, "改单位"},
        {"--of", &review.of, "改量词"},
        {"--kind", &review.kind, "改性质：actual、target、plan、change、rank、share、rate"},
        {"--bound", &review.bound, "改界：exact、over、under、about、at_least"},
        {"--measure", &review.measure, "改口径：stock、flow、newly_added、cumulative"},
        {"--stage", &review.stage, "改阶段：agreed、contracted、in_place、started、completed"},
        {"--coverage", &review.coverage, "改范围：above_scale、all"}}) {
    c->add_option(name, *field, help);
  }

  auto import = cli::Import{};
  c = p.command(&p.app, "import", "导入台账", [&] { return cli::import_table(common, import); });
  c->add_option("table", import.table, "表格文件")->required();
  c->add_option("--as", import.kind, "哪本台账：enterprises、parks、projects…")->required();
  c->add_option("--sheet", import.sheet, "只读这张工作表");
  c->add_option("--map", import.map, "列名对照（TOML）");
  c->add_flag("--dry-run", import.dry_run, "只检查，不写入");
  c->add_flag("--clear-blanks", import.clear_blanks, "空白单元格清空账本里的值（平常保留）");
  c->add_option("--rejected", import.rejected, "退回的行写到哪里");
  c->add_option("--office", import.office, "哪个单位的表：列名对照按单位记住（默认本机用户）");
  c->add_flag("--no-remembered-map", import.no_remembered_map, "不用以前记住的列名对照");

  auto* const mapping = p.app.add_subcommand("mapping", "记住的列名对照");
  mapping->require_subcommand(1);
  p.command(mapping, "list", "列出记住的对照", [&] { return cli::mapping_list(common); });
  auto forget = cli::MappingForget{};
  c = p.command(mapping, "forget", "忘掉一份对照",
                [&] { return cli::mapping_forget(common, forget); });
  c->add_option("key", forget.key, "对照的键（mapping list 里的第一列）")->required();

  auto answer = cli::Answer{};
  c = p.command(&p.app, "answer", "回答：接什么、放哪里、怎么留、成效如何",
                [&] { return cli::answer(common, answer); });
  c->add_option("question", answer.question, "what|where|how|effect（不写：全部）")
      ->check(CLI::IsMember({"what", "where", "how", "effect"}));
  c->add_option("--project", answer.project, "只看这个项目");
  auto& changes = answer.changes;
  for (auto const& [name, list, help] :
       {std::tuple{"--pin", &changes.pins, "where：项目=园区，要放在那里（可多次）"},
        {"--forbid", &changes.forbids, "where：项目=园区，不放在那里"},
        {"--capacity", &changes.capacities,
         "where：园区/要素=+20000，多这么多；=300 "
         "改为；区名/能耗=-500（基本单位：亩、千伏安、人…）"},
        {"--need", &changes.needs, "where：项目/要素=300，项目的需求改为"},
        {"--weight", &changes.weights,
         "where：名=值，例如 tax_per_yi=20（data/place/weights.toml）"},
        {"--lift", &changes.lifts, "where：园区/准入、园区/强度、园区/火灾，不算这条规则"},
        {"--without", &changes.without, "where：这个项目不来"}}) {
    c->add_option(name, *list, help)->take_all();
  }
  c->add_option("--keep", changes.keep, "where：每挪一个项目扣多少分，尽量不动原方案");

  auto sheet = cli::Sheet{};
  auto const sheet_command = [&](CLI::App* parent, char const* command, char const* help,
                                 char const* name) {
    auto* const sub = p.command(parent, command, help, [&, name] {
      if (sheet.name.empty()) { sheet.name = name; }
      return cli::sheet(common, sheet);
    });
    sub->add_option("--out", sheet.out, "写到文件：.csv、.xlsx 或 .jsonl");
    return sub;
  };
  c = sheet_command(&p.app, "monthly", "月度运行：谁在拉动、谁在拖累、哪些报表要核对", "monthly");
  c->add_option("month", sheet.month, "月份 YYYY-MM（不写：账本里最新的）");
  c->add_flag("--text", sheet.text, "只要可以复制的一页文字");
  c = sheet_command(&p.app, "per-mu", "亩均评价：每家企业的分项、得分、分档", "per_mu");
  c->add_option("--scheme", sheet.scheme, "评价办法")->required();
  c->add_option("--try", sheet.figures, "试算，不写入：企业:指标=数值单位，可写几次");
  c->add_option("--weight", sheet.weights, "试算权重：组/项=分，可写几次");
  c->add_option("--since", sheet.since, "和这一天（或这次定稿）的账本比，列出变动");
  c->add_flag_callback("--low-land", [&] { sheet.name = "per_mu_land"; }, "低效用地清单");
  c = sheet_command(&p.app, "policies", "政策条款：谁能享受、免申即享、预算、期限、兑现到哪一步",
                    "policies");
  c->add_option("clause", sheet.clause, "只看这一条（条款编号）的企业");
  sheet_command(&p.app, "care", "企业关注清单：停滞、下滑、到期、增资扩产线索", "care");
  c = sheet_command(&p.app, "match", "供需匹配：谁需要什么、本区谁能供", "matches");
  c->add_option("firm", sheet.firm, "只看这家企业的");

  auto shock = cli::Shock{};
  c = p.command(&p.app, "shock", "冲击推演：龙头停产、区外断供、限电，产出和岗位的走势",
                [&] { return cli::shock(common, shock); });
  c->add_option("--firm", shock.firm, "停产的企业或项目");
  c->add_option("--supplier", shock.supplier, "区外断供的部门，例如 有色金属压延加工");
  c->add_flag("--power", shock.power, "全区限电");
  c->add_option("--share", shock.share, "损失百分之几（默认：停产 100，断供 50，限电 30）");
  c->add_option("--days", shock.days, "持续几天（默认 30）");
  c->add_option("--recovery", shock.recovery, "几天恢复（默认 60）");

  auto conflicts = cli::Conflicts{};
  c = p.command(&p.app, "conflicts", "账本里互相矛盾、不能相比的数字；由人处理后不再提示",
                [&] { return cli::conflicts(common, conflicts); });
  c->add_option("action", conflicts.action, "list（默认）、settle、reopen")
      ->check(CLI::IsMember({"list", "settle", "reopen"}));
  c->add_option("key", conflicts.key, "settle、reopen：哪一条（列表里的编号）");
  c->add_option("--as", conflicts.verdict,
                "settle：scope 口径不同、wrong 有一处错、noise 不是矛盾");
  c->add_option("--prefer", conflicts.prefer, "wrong：以哪个出处标记为准");
  c->add_option("--why", conflicts.why, "settle：理由");
  c->add_option("--by", conflicts.by, "谁处理（默认本机用户）");
  c->add_flag("--settled", conflicts.with_settled, "list：已处理的也列出");

  auto same = cli::Same{};
  c = p.command(&p.app, "same", "哪些名称是同一家企业：有把握的合并，拿不准的由人定",
                [&] { return cli::same(common, same); });
  c->add_option("action", same.action, "list（默认）、join 合并有把握的、accept、refuse")
      ->check(CLI::IsMember({"list", "join", "accept", "refuse"}));
  c->add_option("a", same.a, "accept、refuse：一家的名称或统一社会信用代码");
  c->add_option("b", same.b, "accept、refuse：另一家的");
  c->add_option("--why", same.why, "理由");
  c->add_option("--by", same.by, "谁决定（默认本机用户）");
  c->add_option("--limit", same.limit, "list：最多列几对")->check(CLI::NonNegativeNumber);
  c->add_flag("--doubtful", same.doubtful, "list：只列待人定的");

  auto source = cli::Source{};
  c = p.command(&p.app, "source", "打开一个出处标记", [&] { return cli::source(common, source); });
  c->add_option("mark", source.mark, "出处标记")->required();

  p.command(&p.app, "audit", "查有没有无出处的数字，变更日志是否完整",
            [&] { return cli::audit(common); });

  auto exported = cli::Export{};
  c = p.command(&p.app, "export", "导出台账、答案或矛盾清单",
                [&] { return cli::export_records(common, exported); });
  c->add_option("kind", exported.kind,
                "哪本台账，或 answer:what、answer:where、answer:how、answer:effect、conflicts")
      ->required();
  c->add_option("--to", exported.to, "写到哪里：.csv、.xlsx、.jsonl 或 .geojson")->required();
  c->add_option("--as-of", exported.as_of, "按这一天的账本 YYYY-MM-DD，或定稿的名称");
  c->add_option("--project", exported.project, "答案只要这个项目的");

  auto history = cli::History{};
  c = p.command(&p.app, "history", "一条记录的来历", [&] { return cli::history(common, history); });
  c->add_option("record", history.record, "类别/键，例如 parks/西彭园区")->required();

  auto undo = cli::Undo{};
  c = p.command(&p.app, "undo", "撤销一次变更", [&] { return cli::undo(common, undo); });
  c->add_option("change", undo.change, "变更号")->required();

  auto log = cli::Log{};
  c = p.command(&p.app, "log", "变更日志", [&] { return cli::log(common, log); });
  c->add_flag("--restated", log.restated, "只看后来的表改掉的数，前后两个值都列出");

  auto publish = cli::Publish{};
  c = p.command(&p.app, "publish", "把现在的账本作为一个版本发布，之后不变",
                [&] { return cli::publish(common, publish); });
  c->add_option("name", publish.name, "版本名，例如 2026年一季度")->required();
  c->add_option("--signed-off-by", publish.by, "签发人")->required();
  c->add_option("--note", publish.note, "说明");
  auto* const published = p.app.add_subcommand("published", "已发布的版本");
  published->require_subcommand(1);
  p.command(published, "list", "列出已发布的版本", [&] { return cli::published_list(common); });

  auto* const assume = p.app.add_subcommand("assume", "假设清单");
  assume->require_subcommand(1);
  p.command(assume, "list", "列出全部假设", [&] { return cli::assume_list(common); });
  auto set = cli::AssumeSet{};
  c = p.command(assume, "set", "改一条假设", [&] { return cli::assume_set(common, set); });
  c->add_option("key", set.key, "键")->required();
  c->add_option("value", set.value, "数值")->required();
  c->add_option("--basis", set.basis, "依据")->required();
  c->add_option("--unit", set.unit, "单位（默认原来的，或这一列的基本单位）");
  c->add_option("--low", set.low, "下限");
  c->add_option("--high", set.high, "上限");
  auto unset = cli::AssumeUnset{};
  c = p.command(assume, "unset", "去掉一条假设", [&] { return cli::assume_unset(common, unset); });
  c->add_option("key", unset.key, "键")->required();

  auto firm = cli::Firm{};
  c = p.command(&p.app, "firm", "一家企业：称号、还差什么、能享受什么",
                [&] { return cli::firm(common, firm); });
  c->add_option("code", firm.code, "统一社会信用代码或名称")->required();

  auto* const users = p.app.add_subcommand("user", "谁可以经网页使用这个账本");
  users->require_subcommand(1);
  auto user = cli::User{};
  auto from_stdin = false;
  c = p.command(users, "add", "新设账户，口令从标准输入读",
                [&] { return cli::user_add(common, user); });
  c->add_option("name", user.name, "账户名")->required();
  c->add_option("--role", user.role, "admin|planner|park|investment|service|handler|firm|analyst")
      ->required();
  c->add_option("--scope", user.scope, "园区账户的园区名，企业账户的统一社会信用代码");
  c->add_flag("--password-stdin", from_stdin, "口令在标准输入的第一行")->required();
  c = p.command(users, "password", "换口令，从标准输入读",
                [&] { return cli::user_password(common, user); });
  c->add_option("name", user.name, "账户名")->required();
  c->add_flag("--password-stdin", from_stdin, "口令在标准输入的第一行")->required();
  c = p.command(users, "disable", "停用账户", [&] { return cli::user_disable(common, user); });
  c->add_option("name", user.name, "账户名")->required();
  p.command(users, "list", "列出账户", [&] { return cli::user_list(common); });
  p.command(users, "demo", "标记为示例账本，允许开放演示账户",
            [&] { return cli::user_demo(common); });

  auto* const rules = p.app.add_subcommand("rules", "规则包");
  rules->require_subcommand(1);
  auto check = cli::RulesCheck{};
  c = p.command(rules, "check", "检查规则包", [&] { return cli::rules_check(common, check); });
  c->add_option("packs", check.packs, "规则包文件（TOML）")->required();
  auto explain = cli::RulesExplain{};
  c = p.command(rules, "explain", "用文字说明规则包",
                [&] { return cli::rules_explain(common, explain); });
  c->add_option("pack", explain.pack, "规则包编号或文件（不写：全部）");

  c = sheet_command(rules, "affected", "新旧规则对照：谁受益、谁失去、谁说不清", "affected");
  c->add_option("--from", sheet.from, "原规则，例如 specialised_sme@2022")->required();
  c->add_option("--to", sheet.to, "新规则，例如 specialised_sme@2026")->required();

  auto* const place = p.app.add_subcommand("place", "落位求解");
  place->require_subcommand(1);
  auto solve = cli::PlaceSolve{};
  auto const formats =
      CLI::IsMember({"ledger", "gap", "mrgap", "sscflp", "cflp", "cflp-ci", "gqap", "qap"});
  c = p.command(place, "solve", "求解一个落位问题",
                [&] { return cli::place_solve(common, solve); });
  c->add_option("file", solve.file, "问题文件")->required();
  c->add_option("--format", solve.format, "文件格式")->required()->check(formats);
  c->add_flag("--single", solve.single, "每个客户只由一处供应");
  c->add_option("--capacity", solve.capacity, "填入文件里的 capacity 字样");
  c->add_option("--seconds", solve.seconds, "时间上限（秒）")->check(CLI::PositiveNumber);
  c->add_option("--moves", solve.moves, "步数上限（结果可重复）")->check(CLI::NonNegativeNumber);
  c->add_option("--target", solve.target, "达到此值即停");
  c->add_option("--seed", solve.seed, "随机种子");
  auto verify = cli::PlaceCheck{};
  c = p.command(place, "check", "核验一个落位结果",
                [&] { return cli::place_check(common, verify); });
  c->add_option("file", verify.file, "问题文件")->required();
  c->add_option("result", verify.result, "place solve --json 的输出")->required();
  c->add_option("--format", verify.format, "文件格式")->required()->check(formats);
  c->add_flag("--single", verify.single, "每个客户只由一处供应");
  c->add_option("--capacity", verify.capacity, "填入文件里的 capacity 字样");

  auto* const economy = p.app.add_subcommand("economy", "区域经济计算");
  economy->require_subcommand(1);
  auto run = cli::EconomyRun{};
  c = p.command(economy, "run", "计算一个算例文件夹",
                [&] { return cli::economy_run(common, run); });
  c->add_option("case", run.folder, "算例文件夹（含 case.json）")->required();
  c->add_option("--out", run.out, "结果写到哪个文件夹")->required();
  auto io_table = cli::EconomyTable{};
  c = p.command(economy, "table", "读一张投入产出表：平衡、国内部分、乘数、关键部门",
                [&] { return cli::economy_table(common, io_table); });
  c->add_option("file", io_table.file, "投入产出表（或使用表）")->required();
  c->add_option("--make", io_table.make, "供给表（file 是使用表时）");
  c->add_option("--accounts", io_table.accounts, "同一部门的就业、能耗等表，可给多个");
  c->add_option("--top", io_table.top, "列出多少个部门（默认 10）");
  c->add_flag("--balance", io_table.balance, "先用 GRAS 平衡到总产出和增加值");

  auto serve = cli::Serve{};
  c = p.command(&p.app, "serve", "打开网页和接口，直到停止",
                [&] { return cli::serve(common, serve); });
  c->add_option("--port", serve.port, "端口（默认 8420；0：自动选一个）")
      ->check(CLI::Range(0, 65535));
  c->add_option("--bind", serve.bind, "监听的 IP 地址（默认 127.0.0.1，只有本机能访问）");
  c->add_option("--host", serve.hosts, "本服务回答的主机名（在代理后面时用）");
  c->add_option("--web", serve.web, "网页的构建文件夹");
  auto* const certificate = c->add_option("--tls-cert", serve.tls_certificate, "TLS 证书（PEM）");
  auto* const key = c->add_option("--tls-key", serve.tls_key, "TLS 私钥（PEM）");
  certificate->needs(key);
  key->needs(certificate);
  c->add_option("--log", serve.log, "日志写到哪个文件（默认标准错误）");
  c->add_flag("--demo", serve.demo, "打开演示账号（只对示例账本）");
  auto const* const today = c->get_option("--today");

  try {
    p.app.parse(argc, argv);
  } catch (CLI::CallForHelp const& help) {
    return p.app.exit(help);
  } catch (CLI::CallForAllHelp const& help) {
    return p.app.exit(help);
  } catch (CLI::ParseError const& error) {
    auto const first = argc > 1 ? std::string{argv[1]} : std::string{};
    if (!first.empty() && !first.starts_with("-") &&
        p.app.get_subcommands([&](CLI::App const* sub) { return sub->get_name() == first; })
            .empty()) {
      return cli::fail(
          {Code::bad_usage, "没有这个命令：" + first, {}, "chengjie --help 列出全部命令"});
    }
    return cli::fail({Code::bad_usage,
                      cli::usage_words(error.what()),
                      {},
                      "用 chengjie --help 或 chengjie 命令 --help 查看用法"});
  }
  serve.today_named = today->count() > 0;
  common.ledger_named = !p.ledger_option.empty() || std::getenv("CHENGJIE_LEDGER") != nullptr;
  common.ledger = p.ledger_option.empty() ? from_environment("CHENGJIE_LEDGER", "var/region.db")
                                          : p.ledger_option;
  if (!parse_date(common.today)) {
    return cli::fail({Code::bad_usage, "不是日期：" + common.today, "--today", "写成 YYYY-MM-DD"});
  }
  // The libraries below throw where memory or the file system fails them.
  try {
    auto const code = p.run();
    // A full disk behind a pipe must not look like success.
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
      return cli::fail({Code::unavailable, "输出没有写完", "标准输出", "检查磁盘或接收的程序"});
    }
    return code;
  } catch (std::exception const& error) {
    return cli::fail({Code::unavailable, std::string{"没有做完："} + error.what(), {}, {}});
  }
}
