import Testing

@testable import SignIn

@Suite("What roles may do")
struct PermissionTests {
  // Rows: permissions in order; columns: clerk, accountant, approver, manager, auditor, admin.
  private static let table: [(Permission, String)] = [
    (.recordGoods, "x x - - - -"),
    (.recordRegistry, "- x - - - -"),
    (.recordMoney, "- x - - - -"),
    (.approve, "- - x - - -"),
    (.closePeriods, "- x - - - -"),
    (.readReports, "- x x x x -"),
    (.readMoney, "- x x - x -"),
    (.readPeople, "x x x x x -"),
    (.readLog, "- x - - x -"),
    (.export, "- x - - x -"),
    (.administer, "- - - - - x"),
  ]

  @Test("The table of the design")
  func roles() {
    #expect(Self.table.map(\.0) == Permission.allCases)
    for (permission, row) in Self.table {
      for (role, mark) in zip([Role.clerk, .accountant, .approver, .manager, .auditor, .admin], row.split(separator: " ")) {
        #expect(role.permissions.contains(permission) == (mark == "x"), "\(role) \(permission)")
      }
    }
  }

  @Test("Whoever has several roles may do what any of them may; who has none, nothing")
  func several() {
    let both = Identity(name: "a", roles: [.clerk, .manager], kind: .session)
    #expect(Set(Permission.allCases.filter(both.may)) == Role.clerk.permissions.union(Role.manager.permissions))
    #expect(!Permission.allCases.contains(where: Identity(name: "a", roles: [], kind: .token).may))
  }

  @Test("Routes for everybody, for whoever is signed in, and for permissions")
  func access() {
    let (clerk, nobody) = (Identity(name: "a", roles: [.clerk], kind: .session), Identity(name: "b", roles: [], kind: .session))
    #expect(Access.everybody.admits(nil) && Access.everybody.admits(clerk))
    #expect(!Access.signedIn.admits(nil) && Access.signedIn.admits(nobody))
    #expect(Access.only(.recordGoods).admits(clerk) && !Access.only(.recordGoods).admits(nobody) && !Access.only(.recordGoods).admits(nil))
    #expect(Access.any([.administer, .recordGoods]).admits(clerk) && !Access.any([]).admits(clerk))
  }
}
