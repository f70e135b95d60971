using System.Data.Common;

namespace Auth.Storage.EfCore;

/// <summary>How a database takes a group of tokens.</summary>
internal interface ITokenInsert
{
    /// <summary>Whether all rows go in one statement, which is a transaction of its own.</summary>
    bool IsOneStatement { get; }

    /// <summary>Inserts all rows.</summary>
    /// <param name="command">A command that only this insert uses; its text and parameters may be left from the last time.</param>
    /// <param name="rows">The rows.</param>
    /// <exception cref="DbException">A row breaks a key; with one statement none was stored.</exception>
    /// <exception cref="InvalidOperationException">A client does not exist.</exception>
    Task ExecuteAsync(DbCommand command, IReadOnlyList<TokenRow> rows);
}
