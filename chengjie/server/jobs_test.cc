#include "chengjie/server/jobs.h"

#include <doctest/doctest.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

using namespace chengjie;
using namespace chengjie::server;

namespace {

struct Heard : Events {
  void push(std::string_view name, std::string_view json) override {
    auto const lock = std::lock_guard{mutex};
    names.emplace_back(name);
    last = json;
  }
  void close() override { closed = true; }
  bool gone() const override { return left; }
  std::mutex mutex;
  std::vector<std::string> names;
  std::string last;
  std::atomic<bool> closed{}, left{};
};

void wait_until(std::function<bool()> const& holds) {
  for (auto i = 0; i != 2000 && !holds(); ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds{5});
  }
  REQUIRE(holds());
}

Jobs::Work until_cancelled() {
  return [](Progress& progress) -> Result<std::string> {
    while (!progress.cancelled()) { std::this_thread::sleep_for(std::chrono::milliseconds{1}); }
    return std::string{"null"};
  };
}

}  // namespace

TEST_CASE("a job runs, tells, and keeps its result") {
  auto jobs = Jobs{};
  auto const id = jobs.start("import", "王", [](Progress& progress) -> Result<std::string> {
    progress.say(1, 2, "读表");
    progress.say(2, 2, "写入");
    return std::string{R"({"rows":2})"};
  });
  REQUIRE(id);
  wait_until([&] { return ended(jobs.find(*id)->phase); });
  auto const state = jobs.find(*id);
  CHECK(state->phase == Phase::done);
  CHECK(state->owner == "王");
  CHECK(*state->result == R"({"rows":2})");
  auto const text = json_of(*state);
  CHECK(text.find(R"("phase":"done")") != std::string::npos);
  CHECK(text.find(R"("words":"写入")") != std::string::npos);
  CHECK(text.ends_with(R"("result":{"rows":2}})"));
  CHECK(json_of(*state, false).find("result") == std::string::npos);
  // Who asks late still hears the end.
  auto const heard = std::make_shared<Heard>();
  CHECK(jobs.subscribe(*id, heard));
  CHECK(heard->names == std::vector<std::string>{"end"});
  CHECK(heard->closed);
  CHECK(!jobs.find("nothing"));
  CHECK(!jobs.subscribe("nothing", heard));
  CHECK(!jobs.cancel(*id));
}

TEST_CASE("failures and exceptions are sentences") {
  auto jobs = Jobs{};
  auto const wrong = jobs.start("a", "o", [](Progress&) -> Result<std::string> {
    return Error{Code::bad_input, "表头缺少名称", "表1", "补上"};
  });
  auto const thrown = jobs.start(
      "b", "o", [](Progress&) -> Result<std::string> { throw std::runtime_error{"disk"}; });
  for (auto const& id : {*wrong, *thrown}) {
    wait_until([&] { return ended(jobs.find(id)->phase); });
    CHECK(jobs.find(id)->phase == Phase::failed);
  }
  CHECK(jobs.find(*wrong)->error->what == "表头缺少名称");
  CHECK(json_of(*jobs.find(*thrown)).find("disk") != std::string::npos);
}

TEST_CASE("cancelled while waiting and while running; listeners hear the end") {
  auto jobs = Jobs{{.threads = 1, .waiting = 2, .per_owner = 9, .kept = 9, .listeners = 1}};
  auto const first = jobs.start("a", "o", until_cancelled());
  wait_until([&] { return jobs.running() == 1; });
  auto const second = jobs.start("b", "o", until_cancelled());
  auto const heard = std::make_shared<Heard>();
  auto const other = std::make_shared<Heard>();
  CHECK(jobs.subscribe(*first, heard));
  CHECK(!jobs.subscribe(*first, other));  // one listener a job here
  heard->left = true;
  CHECK(jobs.subscribe(*first, other));  // those who left make room
  CHECK(jobs.cancel(*second));
  CHECK(jobs.find(*second)->phase == Phase::cancelled);
  CHECK(jobs.cancel(*first));
  wait_until([&] { return other->closed.load(); });
  CHECK(other->last.find(R"("phase":"cancelled")") != std::string::npos);
  CHECK(!jobs.find(*first)->result);
}

TEST_CASE("bounds: the queue, one owner, what is kept") {
  auto jobs = Jobs{{.threads = 1, .waiting = 2, .per_owner = 2, .kept = 2, .listeners = 1}};
  auto const running = jobs.start("a", "o", until_cancelled());
  wait_until([&] { return jobs.running() == 1; });
  CHECK(jobs.start("b", "o", until_cancelled()));
  CHECK(jobs.start("c", "o", until_cancelled()).error().code == Code::limit);
  CHECK(jobs.start("d", "p", until_cancelled()));
  CHECK(jobs.waiting() == 2);
  CHECK(jobs.start("e", "q", until_cancelled()).error().code == Code::limit);
  jobs.stop();
  CHECK(!jobs.find(*running));  // three ended, two are kept: the oldest went
  CHECK(jobs.all().size() == 2);
  CHECK(!jobs.start("f", "o", until_cancelled()));
}
