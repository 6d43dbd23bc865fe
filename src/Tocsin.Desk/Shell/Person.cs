using Microsoft.AspNetCore.Http;

namespace Tocsin.Desk.Shell;

/// <summary>Who sits at the desk, for what is kept of a decision. A desk has no accounts: it is the user that runs it, or who holds its token.</summary>
internal static class Person
{
    public static string Of(HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress;
        return from is null || System.Net.IPAddress.IsLoopback(from) ? $"{Environment.UserName} at the desk" : $"desk, from {from}";
    }
}
