using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Settings;

/// <summary>
/// Keeps the text of what certificate callbacks throw to itself: see <see cref="UserCodeException"/>. As thread-safe as
/// the callbacks.
/// </summary>
internal sealed class GuardedCertificates
{
    private readonly RemoteCertificateValidationCallback? _validate;
    private readonly LocalCertificateSelectionCallback? _select;

    private GuardedCertificates(RemoteCertificateValidationCallback? validate, LocalCertificateSelectionCallback? select)
    {
        _validate = validate;
        _select = select;
    }

    /// <summary>Replaces the callbacks of the user's. Once: one object may serve all connects.</summary>
    public static void Guard(SslOption ssl)
    {
        if (ssl.CertificateValidationCallback is { Target: not GuardedCertificates } validate)
        {
            ssl.CertificateValidationCallback = new GuardedCertificates(validate, null).Validate;
        }

        if (ssl.CertificateSelectionCallback is { Target: not GuardedCertificates } select)
        {
            ssl.CertificateSelectionCallback = new GuardedCertificates(null, select).Select;
        }
    }

    private bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        try
        {
            return _validate!(sender, certificate, chain, errors);
        }
        catch (Exception exception)
        {
            throw new UserCodeException("The certificate validation of RabbitMQOptions.ConfigureConnection", exception.GetType());
        }
    }

    private X509Certificate? Select(object sender, string host, X509CertificateCollection local, X509Certificate? remote, string[] issuers)
    {
        try
        {
            return _select!(sender, host, local, remote, issuers);
        }
        catch (Exception exception)
        {
            throw new UserCodeException("The certificate selection of RabbitMQOptions.ConfigureConnection", exception.GetType());
        }
    }
}
