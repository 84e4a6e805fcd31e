using System.Data.Common;
using System.Globalization;
using GoQueue.Outbox.Stores;
using Microsoft.Data.Sqlite;

namespace GoQueue.Outbox.Sqlite;

/// <summary>SQLite's way to say it. Immutable.</summary>
internal sealed class SqliteDialect(string tablePrefix) : SqlDialect(tablePrefix)
{
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Full = 13;

    public override string Now => "unixepoch('subsec')";

    public override string NullTime => "null";

    public override string NullNumber => "null";

    public override string After(TimeSpan delay) => string.Create(CultureInfo.InvariantCulture, $"(unixepoch('subsec') + {delay.TotalSeconds:F3})");

    public override string MillisecondsSince(string column) => $"cast((unixepoch('subsec') - {column}) * 1000 as integer)";

    public override string Place(int number) => string.Create(CultureInfo.InvariantCulture, $"@g{number}");

    public override string NameOf(int number) => Place(number);

    public override string Quote(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    public override bool IsMissingTable(DbException exception) => exception.Message.Contains("no such table", StringComparison.Ordinal);

    public override string? Advice(DbException exception) => exception is not SqliteException sqlite
        ? "The database refused the row, as the inner exception says: roll the transaction back."
        : IsMissingTable(exception)
            ? $"The table {Outbox} is missing in the transaction's database: run the outbox's schema script there, or set CreateSchema to IfMissing."
            : sqlite.SqliteErrorCode switch
            {
                // The caller's own retry.
                Busy or Locked => null,
                ReadOnly => "The database is read-only: write with a connection that may write.",
                Full => "The disk is full: make room, then run the transaction again.",
                _ => "The database refused the row, as the inner exception says: roll the transaction back.",
            };
}
