// The command line as a table. What a command does stands in its own file.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <ctime>
#include <functional>

#include "chengjie/cli/commands.h"

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

  auto import = cli::Import{};
  c = p.command(&p.app, "import", "导入台账", [&] { return cli::import_table(common, import); });
  c->add_option("table", import.table, "表格文件")->required();
  c->add_option("--as", import.kind, "哪本台账：enterprises、parks、projects…")->required();
  c->add_option("--sheet", import.sheet, "只读这张工作表");
  c->add_option("--map", import.map, "列名对照（TOML）");
  c->add_flag("--dry-run", import.dry_run, "只检查，不写入");
  c->add_option("--rejected", import.rejected, "退回的行写到哪里");

  auto answer = cli::Answer{};
  c = p.command(&p.app, "answer", "回答：接什么、放哪里、怎么留、成效如何",
                [&] { return cli::answer(common, answer); });
  c->add_option("question", answer.question, "what|where|how|effect（不写：全部）")
      ->check(CLI::IsMember({"what", "where", "how", "effect"}));
  c->add_option("--project", answer.project, "只看这个项目");

  auto monthly = cli::Monthly{};
  c = p.command(&p.app, "monthly", "月度运行：谁在拉动、谁在拖累、哪些报表要核对",
                [&] { return cli::monthly(common, monthly); });
  c->add_option("month", monthly.month, "月份 YYYY-MM（不写：账本里最新的）");

  auto per_mu = cli::PerMu{};
  c = p.command(&p.app, "per-mu", "亩均评价：每家企业的分项、得分、分档",
                [&] { return cli::per_mu(common, per_mu); });
  c->add_option("--scheme", per_mu.scheme, "评价办法")->required();

  p.command(&p.app, "conflicts", "账本里互相矛盾、不能相比的数字",
            [&] { return cli::conflicts(common); });

  auto source = cli::Source{};
  c = p.command(&p.app, "source", "打开一个出处标记", [&] { return cli::source(common, source); });
  c->add_option("mark", source.mark, "出处标记")->required();

  p.command(&p.app, "audit", "查有没有无出处的数字，变更日志是否完整",
            [&] { return cli::audit(common); });

  auto exported = cli::Export{};
  c = p.command(&p.app, "export", "导出一本台账",
                [&] { return cli::export_records(common, exported); });
  c->add_option("kind", exported.kind, "哪本台账")->required();
  c->add_option("--to", exported.to, "写到哪里（.csv 或 .jsonl）")->required();
  c->add_option("--as-of", exported.as_of, "按这一天的账本 YYYY-MM-DD");

  auto history = cli::History{};
  c = p.command(&p.app, "history", "一条记录的来历", [&] { return cli::history(common, history); });
  c->add_option("record", history.record, "类别/键，例如 parks/西彭园区")->required();

  auto undo = cli::Undo{};
  c = p.command(&p.app, "undo", "撤销一次变更", [&] { return cli::undo(common, undo); });
  c->add_option("change", undo.change, "变更号")->required();

  p.command(&p.app, "log", "变更日志", [&] { return cli::log(common); });

  auto* const assume = p.app.add_subcommand("assume", "假设清单");
  assume->require_subcommand(1);
  p.command(assume, "list", "列出全部假设", [&] { return cli::assume_list(common); });
  auto set = cli::AssumeSet{};
  c = p.command(assume, "set", "改一条假设", [&] { return cli::assume_set(common, set); });
  c->add_option("key", set.key, "键")->required();
  c->add_option("value", set.value, "数值")->required();
  c->add_option("--basis", set.basis, "依据")->required();

  auto firm = cli::Firm{};
  c = p.command(&p.app, "firm", "一家企业：称号、还差什么、能享受什么",
                [&] { return cli::firm(common, firm); });
  c->add_option("code", firm.code, "统一社会信用代码或名称")->required();

  auto* const rules = p.app.add_subcommand("rules", "规则包");
  rules->require_subcommand(1);
  auto check = cli::RulesCheck{};
  c = p.command(rules, "check", "检查规则包", [&] { return cli::rules_check(common, check); });
  c->add_option("packs", check.packs, "规则包文件（TOML）")->required();
  auto explain = cli::RulesExplain{};
  c = p.command(rules, "explain", "用文字说明规则包",
                [&] { return cli::rules_explain(common, explain); });
  c->add_option("pack", explain.pack, "规则包编号或文件（不写：全部）");

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
    return cli::fail(
        {Code::bad_usage, error.what(), {}, "用 chengjie --help 或 chengjie 命令 --help 查看用法"});
  }
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
