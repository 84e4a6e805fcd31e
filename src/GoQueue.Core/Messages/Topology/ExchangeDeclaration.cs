namespace GoQueue.Messages.Topology;

/// <summary>An exchange to declare, with its arguments under their AMQP names.</summary>
internal sealed record ExchangeDeclaration(string Name, string Type, IReadOnlyDictionary<string, object?> Arguments)
{
    public const string AlternateExchange = "alternate-exchange";
    public const string LocalRandomType = "x-local-random";

    /// <summary>The exchange as messages name it.</summary>
    public string Entity => EntityOf(Name);

    /// <summary>The definition as messages name it.</summary>
    public string Definition => $"a durable {Type} exchange{ArgumentValues.Describe(Arguments)}";

    public static ExchangeDeclaration Create(string name, string type, ExchangeOptions options)
    {
        var arguments = new TopologyArguments(EntityOf(name), options.Arguments);
        arguments.Add(nameof(ExchangeOptions.AlternateExchange), AlternateExchange, options.AlternateExchange);
        TopologyText.CheckArguments(EntityOf(name), arguments.Values);
        return new ExchangeDeclaration(name, type, arguments.Values);
    }

    /// <summary>Whether a broker would take both for the same exchange.</summary>
    public bool IsSameAs(ExchangeDeclaration other) => Name == other.Name && Type == other.Type && ArgumentValues.AreSame(Arguments, other.Arguments);

    /// <summary>The name of a kind in AMQP.</summary>
    public static string TypeOf(ExchangeKind kind) => kind switch
    {
        ExchangeKind.Topic => "topic",
        ExchangeKind.Direct => "direct",
        ExchangeKind.Fanout => "fanout",
        ExchangeKind.Headers => "headers",
        ExchangeKind.ConsistentHash => "x-consistent-hash",
        ExchangeKind.LocalRandom => LocalRandomType,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, $"{kind} is not an {nameof(ExchangeKind)}."),
    };

    private static string EntityOf(string name) => $"exchange '{name}'";
}
