// Ctrl-C in a command that writes: the program ends at once and says that nothing was changed. The
// ledger needs no help for that, since a transaction that was not committed never happened; a file
// in the making is taken away. Once the commit has begun, signals are passed over: it is short.
#pragma once
#include <string>

namespace chengjie::cli {

class Interrupt {
 public:
  explicit Interrupt(std::string said);  // one line for stderr: "已中断，账本没有改动"
  ~Interrupt();  // signals are as before; passed over to the end of the program after hold()
  Interrupt(Interrupt const&) = delete;
  Interrupt& operator=(Interrupt const&) = delete;

  void making(std::string const& path);  // removed on interruption; "" nothing
  // From here to the end the work is finished whatever comes.
  void hold();
};

}  // namespace chengjie::cli
