namespace CustomMiddleware;

/// <summary>For whom the current flow of calls works. In a web application a request sets it.</summary>
internal sealed class Tenant
{
    private readonly AsyncLocal<string?> _current = new();

    public string? Current
    {
        get => _current.Value;
        set => _current.Value = value;
    }
}
