// What a reader has at hand: the names that pages use without declaring them.
global using GoQueue;
global using static Ambient;

internal static class Ambient
{
    public static HostApplicationBuilder builder => throw null!;

    public static IServiceCollection services => throw null!;

    public static IHost host => throw null!;

    public static IGoQueuePublisher publisher => throw null!;

    public static CancellationToken cancellationToken => throw null!;
}
