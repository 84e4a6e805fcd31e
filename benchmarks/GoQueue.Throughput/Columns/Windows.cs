using GoQueue.RabbitMQ;

namespace GoQueue.Throughput.Columns;

/// <summary>This library's settings for a cell: the defaults, with windows that let all messages of the row be in flight.</summary>
internal static class Windows
{
    private const int Channels = 5;

    public static GoQueuePublisher CreatePublisher(Uri uri, Cell cell) => GoQueuePublisher.Create(goqueue => goqueue
        .UseRabbitMQ(uri.ToString(), options => Set(options, cell))
        .Configure(options => options.Mandatory = cell.Queue != QueueKind.None));

    public static void Set(RabbitMQOptions options, Cell cell)
    {
        options.ChannelPoolSize = Channels;
        options.MaxInFlightPerChannel = PerChannel(cell);
        options.MaxInFlightBytes = 1024L * 1024 * 1024;
    }

    public static string Describe(Cell cell) => $"1 connection, {Channels} channels × {PerChannel(cell)} in flight";

    private static int PerChannel(Cell cell) => Math.Max(256, (cell.InFlight + Channels - 1) / Channels);
}
