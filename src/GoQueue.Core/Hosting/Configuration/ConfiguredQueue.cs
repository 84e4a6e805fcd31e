namespace GoQueue.Hosting.Configuration;

/// <summary>A queue of a configuration while its sections are read.</summary>
internal sealed class ConfiguredQueue(string name)
{
    public string Name => name;

    /// <summary>The section that was read last.</summary>
    public string Path { get; set; } = "";

    public QueueType? Type { get; set; }

    /// <summary>What sets the options, in the order of the sections.</summary>
    public List<Action<QueueOptions>> Settings { get; } = [];

    public void ApplyTo(QueueOptions options) => Settings.ForEach(set => set(options));
}
