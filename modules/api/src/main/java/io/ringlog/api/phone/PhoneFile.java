package io.ringlog.api.phone;

import io.ringlog.api.port.Phones.Model;
import io.ringlog.api.port.Phones.Settings;
import io.ringlog.api.port.Phones.Transport;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The settings of a phone in the form of its maker; no value can become a setting of its own. */
final class PhoneFile {

    private PhoneFile() {}

    /** What the file is called where nobody says otherwise. */
    static String name(Model model) {
        return switch (model) {
            case YEALINK -> "phone.cfg";
            case SNOM, GRANDSTREAM -> "phone.xml";
            case BARESIP -> "accounts";
        };
    }

    /** Whether a phone asks for its settings by this name: one that knows a folder alone makes it of its MAC. */
    static boolean isName(Model model, String asked) {
        String own = "[0-9a-fA-F]{12}";
        return asked.equals(name(model))
                || switch (model) {
                    case YEALINK -> asked.matches(own + "\\.cfg");
                    case SNOM -> asked.matches("snom[0-9A-Za-z]{1,10}-" + own + "\\.(htm|xml)");
                    case GRANDSTREAM -> asked.matches("cfg" + own + "\\.xml");
                    case BARESIP -> false;
                };
    }

    static String mediaType(Model model) {
        return switch (model) {
            case YEALINK, BARESIP -> "text/plain; charset=utf-8";
            case SNOM, GRANDSTREAM -> "application/xml; charset=utf-8";
        };
    }

    static String text(Settings phone) {
        return switch (phone.model()) {
            case YEALINK -> yealink(phone);
            case SNOM -> snom(phone);
            case GRANDSTREAM -> grandstream(phone);
            case BARESIP -> baresip(phone);
        };
    }

    private static String yealink(Settings phone) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("enable", 1);
        said.put("label", phone.name());
        said.put("display_name", phone.name());
        said.put("auth_name", phone.username());
        said.put("user_name", phone.username());
        said.put("password", phone.password());
        said.put("sip_server.1.address", phone.realm());
        said.put("sip_server.1.port", phone.port());
        said.put("sip_server.1.transport_type", number(phone.transport()));
        said.put("outbound_proxy_enable", 1);
        said.put("outbound_proxy.1.address", phone.host());
        said.put("outbound_proxy.1.port", phone.port());
        StringBuilder text = new StringBuilder("#!version:1.0.0.1\n");
        said.forEach((key, value) -> text.append("account.1.")
                .append(key)
                .append(" = ")
                .append(line(value.toString()))
                .append('\n'));
        return text.toString();
    }

    private static String snom(Settings phone) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("user_active", "on");
        said.put("user_realname", phone.name());
        said.put("user_name", phone.username());
        said.put("user_pname", phone.username());
        said.put("user_pass", phone.password());
        said.put("user_host", phone.realm());
        said.put("user_outbound", phone.host() + ":" + phone.port() + ";transport=" + word(phone.transport()));
        StringBuilder text =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<settings>\n  <phone-settings>\n");
        said.forEach((key, value) -> text.append("    <")
                .append(key)
                .append(" idx=\"1\" perm=\"\">")
                .append(xml(value))
                .append("</")
                .append(key)
                .append(">\n"));
        return text.append("  </phone-settings>\n</settings>\n").toString();
    }

    private static String grandstream(Settings phone) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("P271", "1");
        said.put("P270", phone.name());
        said.put("P3", phone.name());
        said.put("P35", phone.username());
        said.put("P36", phone.username());
        said.put("P34", phone.password());
        said.put("P47", phone.realm());
        said.put("P48", phone.host() + ":" + phone.port());
        said.put("P130", String.valueOf(number(phone.transport())));
        StringBuilder text = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<gs_provision version=\"1\">\n  <config version=\"1\">\n");
        said.forEach((key, value) -> text.append("    <")
                .append(key)
                .append('>')
                .append(xml(value))
                .append("</")
                .append(key)
                .append(">\n"));
        return text.append("  </config>\n</gs_provision>\n").toString();
    }

    private static String baresip(Settings phone) {
        String transport = ";transport=" + word(phone.transport());
        return "\"" + quoted(phone.name()) + "\" <sip:" + phone.username() + "@" + phone.realm() + transport
                + ">;auth_user=" + phone.username() + ";auth_pass=" + phone.password() + ";outbound=\"sip:"
                + phone.host() + ":" + phone.port() + transport + "\"\n";
    }

    /** As both Yealink and Grandstream count. */
    private static int number(Transport transport) {
        return switch (transport) {
            case UDP -> 0;
            case TCP -> 1;
            case TLS -> 2;
        };
    }

    private static String word(Transport transport) {
        return transport.name().toLowerCase(Locale.ROOT);
    }

    /** One line, whatever a name holds. */
    private static String line(String value) {
        return value.replaceAll("\\p{Cntrl}", " ").strip();
    }

    private static String quoted(String value) {
        return line(value).replaceAll("[\"\\\\<>;]", " ").strip();
    }

    private static String xml(String value) {
        return line(value)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
