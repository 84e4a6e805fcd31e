namespace GoQueue.Throughput.Columns;

/// <summary>The columns, in the order of the tables.</summary>
internal static class ColumnNames
{
    public const string Pipeline = "pipeline";
    public const string Transport = "transport";
    public const string Tracked = "tracked";
    public const string Unconfirmed = "unconfirmed";
    public const string MassTransit = "masstransit";
    public const string Wolverine = "wolverine";
    public const string Replay = "replay";

    public static readonly string[] All = [Pipeline, Transport, Tracked, Unconfirmed, MassTransit, Wolverine, Replay];

    public static string Title(string column) => column switch
    {
        Pipeline => "GoQueue.Typed, whole pipeline",
        Transport => "GoQueue.Typed, transport with encoded body",
        Tracked => "RabbitMQ.Client, its own tracking",
        Unconfirmed => "RabbitMQ.Client, no confirms",
        MassTransit => "MassTransit 8.5.12",
        Wolverine => "Wolverine 6.62.0",
        _ => "raw socket, replayed frames: the broker's limit",
    };

    public static IColumn Create(Uri uri, Cell cell) => cell.Column switch
    {
        Pipeline => new PipelineColumn(uri, cell),
        Transport => new TransportColumn(uri, cell),
        Tracked => new ClientColumn(uri, cell, confirms: true),
        Unconfirmed => new ClientColumn(uri, cell, confirms: false),
        MassTransit => new MassTransitColumn(uri, cell),
        Wolverine => new WolverineColumn(uri, cell),
        Replay => new ReplayColumn(uri, cell),
        _ => throw new ArgumentException($"There is no column '{cell.Column}': {string.Join(", ", All)}."),
    };
}
