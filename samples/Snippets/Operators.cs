namespace Snippets;

internal static class Operators
{
    public static void Mount(WebApplication app)
    {
        #region operators
        app.MapAuthAdmin("/auth/admin").RequireAuthorization("operators");
        #endregion

        #region dashboard
        app.MapAuthDashboard("/auth/dashboard").RequireAuthorization("operators");
        #endregion
    }
}
