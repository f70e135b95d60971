using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Auth.Architecture.Tests;

/// <summary>What operators filter the log by.</summary>
public sealed class LogTests
{
    [Fact]
    public void No_two_lines_of_the_log_have_one_number()
    {
        var lines =
            from type in Packages.AllTypes()
            where type.Name == "Log"
            from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public)
            let line = method.GetCustomAttribute<LoggerMessageAttribute>()
            where line is not null
            select (line.EventId, line.EventName);

        var all = lines.ToList();
        all.ShouldNotBeEmpty();
        all.GroupBy(line => line.EventId).Where(group => group.Count() > 1).SelectMany(group => group).ShouldBeEmpty();
    }
}
