#include "chengjie/rules/expression.h"

#include <memory>

#include "chengjie/rules/number_parser.h"

namespace chengjie::rules {
namespace {

class Parser : NumberParser {
 public:
  using NumberParser::NumberParser;

  Result<Expression> condition() {
    if (text_.size() > kExpressionBytesMax) { return fail("表达式超过 2000 字节", "拆成几条"); }
    if (token_.is("not")) {
      next();
      if (!flag_or_text()) { return fail("not 后面应是“是/否”类指标", "例如 not award_national"); }
      return flag(Compare::no);
    }
    if (flag_or_text()) { return holds() == Holds::flag ? flag(Compare::yes) : words(); }
    return numeric();
  }

  Result<Expression> value() {
    if (text_.size() > kExpressionBytesMax) { return fail("表达式超过 2000 字节", "拆成几条"); }
    out_.left = sum(0);
    if (!error_ && token_.kind != Token::end) { wrong("多余的内容", "只写一个数值表达式"); }
    if (error_) { return *error_; }
    return std::move(out_);
  }

  Result<Literal> literal() {
    auto const root = factor(0);
    if (!error_ && (token_.kind != Token::end || out_.terms.back().op != Op::number)) {
      wrong("应是带单位的数", "例如 70 percent");
    }
    if (error_) { return *error_; }
    auto const& t = out_.terms[static_cast<std::size_t>(root)];
    return Literal{t.number, t.dimension, t.bare};
  }

 private:
  bool flag_or_text() {
    if (token_.kind != Token::name) { return false; }
    auto const id = indicator_named(token_.text);
    return id && (holds_of(*id) == Holds::flag || holds_of(*id) == Holds::text);
  }
  Holds holds() const { return holds_of(*indicator_named(token_.text)); }

  Result<Expression> flag(Compare compare) {
    if (holds() != Holds::flag) {
      return fail("“" + std::string{token_.text} + "”不是“是/否”类指标",
                  "文字类指标用 is、contains 或 starts");
    }
    out_.subject = *indicator_named(token_.text);
    out_.compare = compare;
    next();
    if (token_.kind != Token::end) { return fail("多余的内容", "“是/否”类指标单独成一条"); }
    return std::move(out_);
  }

  Result<Expression> words() {
    out_.subject = *indicator_named(token_.text);
    next();
    if (token_.is("is")) {
      out_.compare = Compare::is;
    } else if (token_.is("contains")) {
      out_.compare = Compare::contains;
    } else if (token_.is("starts")) {
      out_.compare = Compare::starts;
    } else {
      return fail("文字类指标后面应是 is、contains 或 starts",
                  "例如 titles contains '高新技术企业'");
    }
    do {
      next();
      if (token_.kind != Token::quoted || token_.text.empty()) {
        return fail("这里应是引号里的文字", "例如 '高新技术企业'");
      }
      out_.words.emplace_back(token_.text);
      next();
    } while (token_.is(","));
    if (token_.kind != Token::end) { return fail("多余的内容", "几个词之间用逗号"); }
    return std::move(out_);
  }

  Result<Expression> numeric() {
    out_.left = sum(0);
    auto const sign = compare_named(token_.text);
    if (!error_ && (token_.kind != Token::sign || !sign)) {
      wrong("这里应是比较符号 >= > <= < = !=", "例如 rd_share(year) >= 3 percent");
    }
    if (error_) { return *error_; }
    out_.compare = *sign;
    auto const at = token_;
    next();
    out_.right = sum(0);
    if (!error_ && token_.kind != Token::end) {
      wrong("多余的内容", "一条只写一个比较；几条用 all 或 any");
    }
    if (error_) { return *error_; }
    token_ = at;
    same_unit(out_.left, out_.right, "两边");
    if (error_) { return *error_; }
    return std::move(out_);
  }

  static std::optional<Compare> compare_named(std::string_view sign) {
    if (sign == ">=" || sign == "≥") { return Compare::at_least; }
    if (sign == ">") { return Compare::above; }
    if (sign == "<=" || sign == "≤") { return Compare::at_most; }
    if (sign == "<") { return Compare::below; }
    if (sign == "=" || sign == "==") { return Compare::equal; }
    if (sign == "!=") { return Compare::unequal; }
    return std::nullopt;
  }
};

}  // namespace

std::string Place::at(std::string_view text, std::size_t byte) const {
  auto characters = 0;
  for (auto i = std::size_t{0}; i < byte && i < text.size(); ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) { ++characters; }
  }
  return file + ":" + std::to_string(line) + ":" + std::to_string(column + characters);
}

Result<Expression> read_condition(std::string_view text, std::span<Parameter const> parameters,
                                  Place const& place) {
  return Parser{text, parameters, place}.condition();
}

Result<Expression> read_value(std::string_view text, std::span<Parameter const> parameters,
                              Place const& place) {
  return Parser{text, parameters, place}.value();
}

Result<Literal> read_literal(std::string_view text, Place const& place) {
  return Parser{text, {}, place}.literal();
}

Expression const* formula_of(int indicator) {
  static auto const compiled = [] {
    auto out = std::vector<std::unique_ptr<Expression>>{};
    for (auto const& row : indicators()) {
      if (row.formula.empty()) {
        out.emplace_back();
        continue;
      }
      auto read = read_value(row.formula, {}, {.file = "indicators", .line = 0, .column = 0});
      CJ_CHECK(read.ok());  // our own table; a test reads every row
      out.push_back(std::make_unique<Expression>(*std::move(read)));
    }
    return out;
  }();
  return compiled[static_cast<std::size_t>(indicator)].get();
}

}  // namespace chengjie::rules
