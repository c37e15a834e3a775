extension PayablesState {
  /// Takes a fact in. O(lines of the event); a run being prepared looks through the open lines of those it pays.
  public mutating func evolve(_ event: Event, on date: CalendarDate) {
    switch event {
    case .entitlementsReleased(let event): release(event, on: date)
    case .entitlementsWithdrawn(let event): withdraw(event, on: date)
    case .purchaseCredited(let event): credit(event, on: date)
    case .advancePaid(let event):
      advances[event.advance] = Known(event: event, date: date)
      producers[event.producer, default: .init()].balance.add(event.amount, to: \.advances)
    case .deductionRuleSet(let event): rules.set(event)
    case .payoutRunPrepared(let event): prepare(event, on: date)
    case .payoutRunApproved(let event): approve(event, on: date)
    case .payoutRunRejected(let event): reject(event, on: date)
    case .payoutInstructed(let event):
      runs[event.run]?.status = .instructed
      runs[event.run]?.instructed = PayoutRun.Signature(by: event.instructedBy, on: date)
    case .producerPaid(let event):
      runs[event.run]?.payments[event.producer]?.status = .paid(on: date, reference: event.reference)
      producers[event.producer, default: .init()].balance.move(event.amount, from: \.inTransit, to: \.paid)
    case .producerPaymentReturned(let event): sendBack(event, on: date)
    case .adjustmentPosted(let event): adjust(event, on: date)
    default: break
    }
  }

  private mutating func release(_ event: EntitlementsReleased, on date: CalendarDate) {
    for line in event.lines {
      if let sale = line.sale { releasedSales.insert(sale) }
      producers[line.producer, default: .init()].open.add(line.amount, of: line.sale, on: date)
      producers[line.producer, default: .init()].balance.add(line.amount, to: \.released)
      producers[line.producer, default: .init()].balance.add(line.amount, to: \.available)
    }
  }

  private mutating func credit(_ event: PurchaseCredited, on date: CalendarDate) {
    for line in event.lines {
      producers[line.producer, default: .init()].open.add(line.amount, of: nil, on: date)
      producers[line.producer, default: .init()].balance.add(line.amount, to: \.bought)
      producers[line.producer, default: .init()].balance.add(line.amount, to: \.available)
    }
  }

  private mutating func withdraw(_ event: EntitlementsWithdrawn, on date: CalendarDate) {
    withdrawnReturns.insert(event.returned)
    for line in event.lines {
      switch line.from {
      case .available:
        producers[line.producer, default: .init()].open.add(0 - line.amount, of: event.sale, on: date)
        producers[line.producer, default: .init()].balance.move(line.amount, from: \.available, to: \.withdrawn)
      case .debt: producers[line.producer, default: .init()].balance.add(line.amount, to: \.debt)
      }
    }
  }

  private mutating func prepare(_ event: PayoutRunPrepared, on date: CalendarDate) {
    var run =
      runs.removeValue(forKey: event.run)
      ?? PayoutRun(run: event.run, cutOff: event.cutOff, prepared: PayoutRun.Signature(by: event.preparedBy, on: date))
    for payment in event.payments {
      let totals = payment.totals
      var known = PayoutRun.Payment(payment: payment)
      known.taken = producers[totals.producer, default: .init()].open.takeAll(through: event.cutOff)
      run.payments[totals.producer] = known
      producers[totals.producer, default: .init()].balance.move(totals.gross, from: \.available, to: \.inRuns)
      producers[totals.producer, default: .init()].balance.add(totals.debt, to: \.reservedDebt)
      producers[totals.producer, default: .init()].balance.add(totals.advances, to: \.reservedAdvances)
    }
    runs[event.run] = run
  }

  private mutating func approve(_ event: PayoutRunApproved, on date: CalendarDate) {
    guard var run = runs.removeValue(forKey: event.run) else { return }
    (run.status, run.approved) = (.approved, PayoutRun.Signature(by: event.approvedBy, on: date))
    for totals in event.payments {
      run.payments[totals.producer]?.taken = OpenLines()
      if totals.net == 0 { run.payments[totals.producer]?.status = .paid(on: date, reference: nil) }
      producers[totals.producer, default: .init()].balance.take(totals)
    }
    runs[event.run] = run
  }

  private mutating func reject(_ event: PayoutRunRejected, on date: CalendarDate) {
    guard var run = runs.removeValue(forKey: event.run) else { return }
    (run.status, run.rejected, run.rejectionReason) = (.rejected, PayoutRun.Signature(by: event.rejectedBy, on: date), event.reason)
    for (producer, payment) in run.payments {
      producers[producer, default: .init()].open.putBack(payment.taken)
      producers[producer, default: .init()].balance.giveBack(payment.totals)
      run.payments[producer]?.taken = OpenLines()
    }
    runs[event.run] = run
  }

  private mutating func sendBack(_ event: ProducerPaymentReturned, on date: CalendarDate) {
    runs[event.run]?.payments[event.producer]?.status = .sentBack(on: date, reason: event.reason, wasPaid: event.wasPaid)
    producers[event.producer, default: .init()].open.add(event.net.adding(event.tax), of: nil, on: date)
    producers[event.producer, default: .init()].balance.move(event.net, from: event.wasPaid ? \.paid : \.inTransit, to: \.available)
    producers[event.producer, default: .init()].balance.move(event.tax, from: \.tax, to: \.available)
  }

  private mutating func adjust(_ event: AdjustmentPosted, on date: CalendarDate) {
    adjustments[event.adjustment] = Known(event: event, date: date)
    for line in event.lines {
      guard let producer = line.producer else { continue }
      switch line.account {
      case .producerPayableAvailable:
        if line.amount < 0 {
          producers[producer, default: .init()].open.add(0 - line.amount, of: nil, on: date)
        } else {
          producers[producer, default: .init()].open.take(line.amount, on: date)
        }
        producers[producer, default: .init()].balance.add(0 - line.amount, to: \.available)
        producers[producer, default: .init()].balance.add(0 - line.amount, to: \.adjusted)
      case .producerAdvances: producers[producer, default: .init()].balance.add(line.amount, to: \.debt)
      default: break
      }
    }
  }
}

extension ProducerBalance {
  /// A prepared payment was approved.
  fileprivate mutating func take(_ totals: PaymentTotals) {
    add(0 - totals.gross, to: \.inRuns)
    // A payment of nothing is paid at once.
    add(totals.net, to: \.inTransit)
    for (amount, place) in [(totals.tax, \ProducerBalance.tax), (totals.fee, \.fee), (totals.reserve, \.reserve)] { add(amount, to: place) }
    add(totals.debt, to: \.nettedDebt)
    add(totals.advances, to: \.nettedAdvances)
    for (amount, places) in [(totals.debt, [\ProducerBalance.debt, \.reservedDebt]), (totals.advances, [\.advances, \.reservedAdvances])] {
      for place in places { add(0 - amount, to: place) }
    }
  }

  /// A prepared payment was rejected.
  fileprivate mutating func giveBack(_ totals: PaymentTotals) {
    move(totals.gross, from: \.inRuns, to: \.available)
    add(0 - totals.debt, to: \.reservedDebt)
    add(0 - totals.advances, to: \.reservedAdvances)
  }
}
