// The book of support that firms have claimed: 申报-审核-公示-拨付, a date a stage.
#include "chengjie/ledger/kinds_list.h"

namespace chengjie::book {
namespace {

constexpr ColumnSpec kClaimsColumns[] = {
    {.name = "uscc",
     .title = "统一社会信用代码",
     .type = ColumnType::code18,
     .headers = kList<"统一社会信用代码", "企业代码", "信用代码">},
    {.name = "firm",
     .title = "企业",
     .type = ColumnType::text,
     .headers = kList<"企业", "企业名称", "申报单位">},
    {.name = "document",
     .title = "政策文件",
     .type = ColumnType::text,
     .headers = kList<"政策文件", "文件", "文件名称", "政策名称">},
    {.name = "clause",
     .title = "条款",
     .type = ColumnType::text,
     .headers = kList<"条款", "条款号">},
    {.name = "applied_date",
     .title = "申报日期",
     .type = ColumnType::date,
     .headers = kList<"申报日期", "申报时间", "申请日期">},
    {.name = "reviewed_date",
     .title = "审核日期",
     .type = ColumnType::date,
     .headers = kList<"审核日期", "审核时间", "审定日期">},
    {.name = "published_date",
     .title = "公示日期",
     .type = ColumnType::date,
     .headers = kList<"公示日期", "公示时间">},
    {.name = "paid_date",
     .title = "拨付日期",
     .type = ColumnType::date,
     .headers = kList<"拨付日期", "拨付时间", "兑现日期">},
    {.name = "refused_date",
     .title = "退回日期",
     .type = ColumnType::date,
     .headers = kList<"退回日期", "不予支持日期">},
    {.name = "claimed_cny",
     .title = "申请金额",
     .type = ColumnType::number,
     .unit = "CNY",
     .headers = kList<"申请金额", "申报金额">,
     .restricted = true},
    {.name = "paid_cny",
     .title = "拨付金额",
     .type = ColumnType::number,
     .unit = "CNY",
     .headers = kList<"拨付金额", "兑现金额">,
     .restricted = true},
    {.name = "why",
     .title = "退回原因",
     .type = ColumnType::long_text,
     .headers = kList<"退回原因", "原因">},
    kSourceDoc,
    kSourceDate,
    kSourcePlace,
    kAssumed,
};

}  // namespace

constinit KindSpec const kClaims{.name = "claims",
                                 .title = "政策兑现台账",
                                 .columns = kClaimsColumns,
                                 .keys = kList<"firm", "document", "clause">,
                                 .any_key = false};

}  // namespace chengjie::book
