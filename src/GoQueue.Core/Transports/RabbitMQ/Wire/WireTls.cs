using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;

namespace GoQueue.Transports.RabbitMQ.Wire;

/// <summary>
/// TLS as RabbitMQ.Client does it (SslHelper, 7.2.2), below the client: every option of <see cref="SslOption"/> keeps its meaning. The client itself gets a stream that is open text.
/// </summary>
internal static class WireTls
{
    /// <summary>Makes a stream that is encrypted; waits for the handshake.</summary>
    /// <exception cref="AuthenticationException">The broker's certificate is not accepted, or the broker does not accept ours.</exception>
    public static SslStream Secure(CipherStream inner, SslOption option)
    {
        var stream = new SslStream(
            inner,
            leaveInnerStreamOpen: false,
            option.CertificateValidationCallback ?? ((_, _, _, errors) => (errors & ~option.AcceptablePolicyErrors) == SslPolicyErrors.None),
            option.CertificateSelectionCallback ?? SelectCertificate);
        try
        {
            stream.AuthenticateAsClient(GetOptions(option, option.Version));
        }
        catch (ArgumentException exception) when (exception.ParamName == "sslProtocolType" && option.Version == SslProtocols.None)
        {
            // The client's own cure where the system's choice of a version is switched off.
            stream.AuthenticateAsClient(GetOptions(option, SslProtocols.Tls12));
        }

        inner.BecomeReady();
        return stream;
    }

    private static SslClientAuthenticationOptions GetOptions(SslOption option, SslProtocols version) => new()
    {
        // RabbitMQ never asks for one, and reading and writing threads would wait for each other.
        AllowRenegotiation = false,
        CertificateRevocationCheckMode = option.CheckCertificateRevocation ? X509RevocationMode.Online : X509RevocationMode.NoCheck,
        ClientCertificates = option.Certs,
        ClientCertificateContext = option.ClientCertificateContext,
        EnabledSslProtocols = version,
        TargetHost = option.ServerName,
    };

    private static X509Certificate SelectCertificate(object sender, string host, X509CertificateCollection certificates, X509Certificate? remote, string[] issuers)
    {
        foreach (var certificate in certificates)
        {
            if (Array.IndexOf(issuers, certificate.Issuer) >= 0)
            {
                return certificate;
            }
        }

        return certificates.Count > 0 ? certificates[0] : null!;
    }
}
