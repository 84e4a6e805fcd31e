using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace GoQueue.Outbox.Stores;

/// <summary>What differs from database to database in the writer's statements, and the names of the tables. Immutable.</summary>
internal abstract class SqlDialect(string tablePrefix)
{
    private const int LargestStep = 128;

    private readonly Dictionary<int, string> _inserts = [];

    /// <summary>The tables' names up to <c>outbox</c>, quoted: <c>goqueue.</c> or <c>goqueue_</c>.</summary>
    public string TablePrefix => tablePrefix;

    public string Outbox => $"{tablePrefix}outbox";

    public string Held => $"{tablePrefix}outbox_held";

    public string Relay => $"{tablePrefix}outbox_relay";

    public string Schema => $"{tablePrefix}outbox_schema";

    /// <summary>The database's clock at this statement, not at the transaction's begin.</summary>
    public abstract string Now { get; }

    public string IdentityText => $"select database_id, publisher, version from {Schema}";

    /// <summary>The clock so much later.</summary>
    public abstract string After(TimeSpan delay);

    /// <summary>A text as a literal.</summary>
    public abstract string Quote(string text);

    /// <summary>No time, with the type of a time: the types of a row's values must be known.</summary>
    public abstract string NullTime { get; }

    /// <summary>No number.</summary>
    public abstract string NullNumber { get; }

    /// <summary>Milliseconds since a column's time.</summary>
    public abstract string MillisecondsSince(string column);

    /// <summary>A parameter's place in a statement, from 1.</summary>
    public abstract string Place(int number);

    /// <summary>A parameter's name; "" where places are positional.</summary>
    public abstract string NameOf(int number);

    /// <summary>What the failure of a statement means, and what to do; null = the caller's own code handles it (deadlocks, serialization failures).</summary>
    public abstract string? Advice(DbException exception);

    /// <summary>Whether a table of the outbox is missing.</summary>
    public abstract bool IsMissingTable(DbException exception);

    /// <summary>Cuts rows into statements: few different sizes, so that statement caches are not flooded.</summary>
    public static int StepOf(int rows)
    {
        var step = LargestStep;
        while (step > rows)
        {
            step >>= 1;
        }

        return step;
    }

    public string InsertText(int rows)
    {
        lock (_inserts)
        {
            if (!_inserts.TryGetValue(rows, out var text))
            {
                _inserts.Add(rows, text = MakeInsert(rows));
            }

            return text;
        }
    }

    /// <summary>Adds the parameters of one row.</summary>
    public void AddParameters(DbParameterCollection parameters, Func<DbParameter> create, in RowToWrite row)
    {
        Add(DbType.Int16, row.Slot);
        Add(DbType.String, row.MessageId);
        Add(DbType.String, row.Topic);
        Add(DbType.String, row.Action);
        Add(DbType.Int64, row.KeyHash is { } hash ? hash : DBNull.Value);
        Add(DbType.Binary, row.Envelope);
        Add(DbType.Binary, row.Body);

        void Add(DbType type, object value)
        {
            var parameter = create();
            var name = NameOf(parameters.Count + 1);
            if (name.Length > 0)
            {
                parameter.ParameterName = name;
            }

            parameter.DbType = type;
            parameter.Value = value;
            parameters.Add(parameter);
        }
    }

    public static string Literal(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A list of ids, as text: a plan that is made anew for each statement knows how many there are.</summary>
    public static string Literals(IEnumerable<long> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{value}");
        }

        return text.ToString();
    }

    private string MakeInsert(int rows)
    {
        var text = new StringBuilder($"insert into {Outbox} (slot, message_id, topic, action, key_hash, envelope, body) values ");
        for (var row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? "(" : ", (");
            for (var column = 1; column <= 7; column++)
            {
                text.Append(column == 1 ? "" : ", ").Append(Place((row * 7) + column));
            }

            text.Append(')');
        }

        return text.ToString();
    }
}
