public import Ledger
public import Web

extension PageRequest {
  /// Why something is not recorded, in the reader's language.
  public func refused(_ refusal: Refusal) -> String { RefusalText(words)(refusal) }
}
