public import Web

/// All pages there are.
public enum AllPages {
  /// Their routes.
  public static let routes: [PageRoute] =
    SignInPages.routes + ManagerPages.routes + AccountantPages.routes + ReportPages.routes + AuditorPages.routes + ClerkPages.routes
}
