/// Why a product is not sold through a channel, or a batch not bought; what keeps goods from leaving a batch at all is in `GoodsRefusal`.
public enum TradeRefusal: Hashable, Sendable {
  /// The channel's terms want a certificate that the product had not on that day; `lack` says what is missing.
  case uncertified(ProductCode, ChannelCode, on: CalendarDate, lack: String)
  /// A batch to be bought of which some was sold for its producers.
  case soldInPart(BatchCode, sold: Quantity)
  /// A batch to be bought that has not been looked at completely.
  case notInspected(BatchCode, waiting: Quantity)
  /// A batch to be bought of which nothing is left.
  case nothingToBuy(BatchCode)
  /// No price for somebody who made goods of the batch.
  case noPrice(BatchCode, ProducerCode)
  /// A price for somebody who made none.
  case notHers(BatchCode, ProducerCode)
}

extension TradeRefusal {
  /// The column the reason lies in.
  var column: String {
    switch self {
    case .uncertified: "product"
    case .noPrice, .notHers: "producer"
    case .soldInPart, .notInspected, .nothingToBuy: "batch"
    }
  }

  /// The reason and what to do next.
  var message: String {
    switch self {
    case .uncertified(let product, let channel, let date, let lack):
      "channel \(channel) takes only certified products, and \(product) was not certified on \(date): \(lack); have the brand committee of its oblast "
        + "certify it, or sell it through another channel"
    case .soldInPart(let batch, let sold):
      "\(sold) of batch \(batch) was sold for its producers already; only a batch of which nothing was sold can be bought"
    case .notInspected(let batch, let waiting): "\(waiting) of batch \(batch) has not been inspected yet; record the inspection first"
    case .nothingToBuy(let batch): "nothing of batch \(batch) is left to buy"
    case .noPrice(let batch, let producer): "there is no price for the goods of \(producer) in batch \(batch); add one, or give one price for all"
    case .notHers(let batch, let producer): "\(producer) made nothing of batch \(batch); correct the code or leave the price out"
    }
  }
}
