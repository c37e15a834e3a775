import Web

enum AccountantPages { static let routes: [PageRoute] = [] }
